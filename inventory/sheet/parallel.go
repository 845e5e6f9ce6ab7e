package sheet

// pieces is how many pieces of a length a text has.
func pieces(text, length int) int { return (text + length - 1) / length }
