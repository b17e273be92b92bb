"""The receiving end: packages of many units are taken in, kept, acknowledged and answered."""
