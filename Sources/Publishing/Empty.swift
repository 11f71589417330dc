enum EmptyPublishing {}
