home = Sākums
