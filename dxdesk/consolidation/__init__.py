"""What the plans of many units come to, by district, province, region and nation."""
