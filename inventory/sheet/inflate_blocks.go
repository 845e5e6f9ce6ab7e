package sheet

// header reads the header of a block.
func (f *inflater) header() error {
	if err := f.need(3); err != nil {
		return err
	}
	f.final = f.take(1) == 1
	switch f.take(2) {
	case 0:
		return f.storedHeader()
	case 1:
		f.state = inCoded
		return f.fixedTables()
	case 2:
		f.state = inCoded
		return f.dynamicTables()
	}
	return f.corrupt()
}

// storedHeader reads the length of a block that is not compressed.
func (f *inflater) storedHeader() error {
	f.take(f.nbits % 8)
	if err := f.need(32); err != nil {
		return err
	}
	n, check := f.take(16), f.take(16)
	if n != check^0xffff {
		return f.corrupt()
	}
	f.state, f.stored = inStored, n
	return nil
}

// copyStored copies bytes that are not compressed.
func (f *inflater) copyStored() error {
	if f.stored == 0 {
		f.state = atBlock
		return nil
	}
	if f.nbits > 0 {
		f.out[f.at] = byte(f.take(8))
		f.at++
		f.stored--
		return nil
	}
	n := copy(f.out[f.at:], f.in[f.pos:min(f.end, f.pos+f.stored)])
	if n == 0 {
		return f.need(8)
	}
	f.pos += n
	f.at += n
	f.stored -= n
	return nil
}
