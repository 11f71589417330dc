enum EmptyKnowledge {}
