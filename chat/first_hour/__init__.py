"""The first hour of a new installation without demo data: five steps in the browser, from a link that `up` prints."""
