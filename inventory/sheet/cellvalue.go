package sheet

import "bytes"

// cellText makes the cell's text, keeps it and returns its number.
func (r *sheetReader) cellText() (uint32, error) {
	c := &r.cell
	switch {
	case c.hasInner && (c.kind != cellInline || c.hasValue):
		return 0, damagef("the cell has inline text besides its value or type")
	case c.hasInner:
		return r.arena.intern(c.out, Text)
	case c.hasFormula && (!c.hasValue || len(c.value) == 0 && c.kind != cellFormulaText):
		return r.formulaText()
	case !c.hasValue:
		return 0, nil
	}
	switch c.kind {
	case cellShared:
		return r.sharedText()
	case cellFormulaText, cellInline:
		return r.arena.intern(unescape(c.value), Text)
	}
	c.value = trimBlank(c.value)
	switch c.kind {
	case cellBool:
		return r.boolText()
	case cellError:
		return r.errorText()
	case cellDate:
		if err := checkISO(c.value); err != nil {
			return 0, err
		}
		return r.arena.intern(c.value, Date)
	}
	return r.numberText()
}

// sharedText finds a shared string.
func (r *sheetReader) sharedText() (uint32, error) {
	i, err := parseIndex(trimBlank(r.cell.value), "shared string")
	if err != nil {
		return 0, err
	}
	if i >= len(r.used) {
		return 0, damagef("shared string %d does not exist (the workbook holds %d)", i, len(r.used))
	}
	return r.shared(i)
}

// shared is the number that a shared string has in the arena, to which it is
// copied at its first use.
func (r *sheetReader) shared(i int) (number uint32, err error) {
	if r.used[i] != 0 {
		return r.used[i], nil
	}
	r.used[i], err = r.arena.intern(r.wb.strings.text(i), Text)
	return r.used[i], err
}

// formulaText is a formula whose value the file does not hold.
func (r *sheetReader) formulaText() (uint32, error) {
	c := &r.cell
	if len(c.formula) == 0 {
		c.formula = append(c.formula, "(shared formula)"...)
	}
	c.out = append(append(c.out[:0], '='), c.formula...)
	return r.arena.intern(c.out, NoValue)
}

func (r *sheetReader) boolText() (uint32, error) {
	switch string(r.cell.value) {
	case "1", "true":
		return r.arena.intern([]byte("TRUE"), Bool)
	case "0", "false":
		return r.arena.intern([]byte("FALSE"), Bool)
	}
	return 0, damagef("the value %q of a Boolean cell is neither 0 nor 1", shorten(r.cell.value))
}

// errorText is an error value; LibreOffice has some that begin with Err:.
func (r *sheetReader) errorText() (uint32, error) {
	const longest = 40
	v := r.cell.value
	if len(v) > longest || !bytes.HasPrefix(v, []byte("#")) && !bytes.HasPrefix(v, []byte("Err:")) {
		return 0, damagef("the value %q of an error cell is no error such as #REF!", shorten(v))
	}
	return r.arena.intern(v, Error)
}

// numberText is a number or, if its style says so, a date.
func (r *sheetReader) numberText() (uint32, error) {
	c := &r.cell
	if len(c.value) == 0 {
		return 0, damagef("the value of a number cell is empty")
	}
	f := r.wb.formats[c.style]
	if f.below != nil {
		f = f.of(c.value)
	}
	if f.worded() {
		return r.worded(f)
	}
	if f.shows == showsNumber && plainInteger(c.value) && f.decimals == 0 && f.digits <= 1 {
		return r.arena.intern(c.value, Number)
	}
	if f.shows != showsNumber {
		v, err := parseNumber(c.value)
		if err != nil {
			return 0, err
		}
		ok := false
		if f.shows == showsDuration {
			c.out, ok = appendDuration(c.out, v)
		} else {
			c.out, ok = appendDate(c.out, v, r.wb.date1904)
		}
		if ok {
			return r.arena.intern(c.out, Date)
		}
	}
	var err error
	if c.out, err = appendNumber(c.out[:0], c.value, f); err != nil {
		return 0, err
	}
	return r.arena.intern(c.out, Number)
}

// worded is a number with the words that its format shows beside it. A format
// without a place for the number shows the words alone.
func (r *sheetReader) worded(f numberFormat) (uint32, error) {
	c := &r.cell
	number, err := appendNumber(nil, c.value, f)
	if err != nil {
		return 0, err
	}
	if f.wordsAlone {
		number = nil
	}
	c.out = append(append(append(c.out[:0], f.before...), number...), f.after...)
	return r.arena.intern(c.out, Text)
}
