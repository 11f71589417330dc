enum EmptySite {}
