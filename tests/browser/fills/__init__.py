"""What the scene is filled with: each module here has `fill(scene)`; `city` runs first, then by name."""
