"""受領: a package from another unit is checked, shown, and taken in."""
