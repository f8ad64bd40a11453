"""The main job told as a story on the terminal, over the same interfaces everyone uses."""
