"""Help with replies: past answers, articles and canned replies that fit."""
