"""Small files of facts, each naming its source. A package, so that a built wheel carries them."""
