"""What is kept between runs, and how: user folders, safe saving, ticks, policies, recent projects."""
