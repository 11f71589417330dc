enum EmptyMarkup {}
