"""What all plans come to: counted and summed in the database, by district, province, region and nation."""
