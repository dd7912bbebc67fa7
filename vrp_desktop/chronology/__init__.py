"""One child's story, told from every feature's records."""
