package sheet

// fixedTables makes the tables of a block that brings none: RFC 1951, 3.2.6.
func (f *inflater) fixedTables() error {
	var lengths [numLiterals + 2]uint8
	for i := range lengths {
		switch {
		case i < 144:
			lengths[i] = 8
		case i < 256:
			lengths[i] = 9
		case i < 280:
			lengths[i] = 7
		default:
			lengths[i] = 8
		}
	}
	f.literals.build(literalBits, lengths[:], literalEntry)
	for i := range lengths[:numDistances+2] {
		lengths[i] = 5
	}
	f.distances.build(distanceBits, lengths[:numDistances+2], distanceEntry)
	return nil
}

// lengthOrder is the order in which the lengths of the codes for lengths come: RFC 1951, 3.2.7.
var lengthOrder = [...]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}

// dynamicTables reads the tables of a block.
func (f *inflater) dynamicTables() error {
	if err := f.need(14); err != nil {
		return err
	}
	literals, distances, n := f.take(5)+257, f.take(5)+1, f.take(4)+4
	if literals > numLiterals || distances > numDistances {
		return f.corrupt()
	}
	var order [len(lengthOrder)]uint8
	for _, i := range lengthOrder[:n] {
		if err := f.need(3); err != nil {
			return err
		}
		order[i] = uint8(f.take(3))
	}
	if !f.distances.build(distanceBits, order[:], plainEntry) { // it is not yet needed for distances
		return f.corrupt()
	}
	var lengths [numLiterals + numDistances]uint8
	if err := f.codeLengths(lengths[:literals+distances]); err != nil {
		return err
	}
	if !f.literals.build(literalBits, lengths[:literals], literalEntry) ||
		!f.distances.build(distanceBits, lengths[literals:literals+distances], distanceEntry) {
		return f.corrupt()
	}
	return nil
}

// codeLengths reads the lengths of the codes, which are run-length encoded.
func (f *inflater) codeLengths(lengths []uint8) error {
	for i := 0; i < len(lengths); {
		e, err := f.decode(&f.distances)
		if err != nil {
			return err
		}
		symbol := f.extra(e)
		if symbol < 16 {
			lengths[i] = uint8(symbol)
			i++
			continue
		}
		value, least, more := uint8(0), 3, uint(3)
		switch symbol {
		case 16:
			if i == 0 {
				return f.corrupt()
			}
			value, more = lengths[i-1], 2
		case 18:
			least, more = 11, 7
		}
		if err := f.need(more); err != nil {
			return err
		}
		n := least + f.take(more)
		if i+n > len(lengths) {
			return f.corrupt()
		}
		for ; n > 0; n-- {
			lengths[i] = value
			i++
		}
	}
	return nil
}
