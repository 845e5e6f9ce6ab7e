package inventory

import "math"

// codes are numbers from 0, a byte each as long as all of them fit in one.
type codes struct {
	narrow []uint8
	wide   []int32
	room   func() []int32 // for the wide ones of a part of other codes; nil: they need memory of their own
}

// maxNarrow is the largest number that fits in a byte.
const maxNarrow = math.MaxUint8

func newCodes(n int) codes { return codes{narrow: make([]uint8, n)} }

func (c *codes) at(i int) int32 {
	if c.wide != nil {
		return c.wide[i]
	}
	return int32(c.narrow[i])
}

func (c *codes) set(i int, number int32) {
	if number > maxNarrow && c.wide == nil {
		c.widen()
	}
	if c.wide != nil {
		c.wide[i] = number
		return
	}
	c.narrow[i] = uint8(number)
}

// add appends a number.
func (c *codes) add(number int32) {
	if number > maxNarrow && c.wide == nil {
		c.widen()
	}
	if c.wide != nil {
		c.wide = append(c.wide, number)
		return
	}
	c.narrow = append(c.narrow, uint8(number))
}

// renumber puts others in the place of all numbers.
func (c *codes) renumber(numbers []int32) {
	if len(numbers) == 1 && numbers[0] == 0 {
		return
	}
	for i, n := range c.narrow {
		c.narrow[i] = uint8(numbers[n])
	}
	for i, n := range c.wide {
		c.wide[i] = numbers[n]
	}
}

// cut keeps the first numbers.
func (c *codes) cut(n int) codes {
	return codes{narrow: c.narrow[:min(n, len(c.narrow))], wide: c.wide[:min(n, len(c.wide))]}
}

func (c *codes) widen() {
	if c.room != nil {
		c.wide = c.room()
	} else {
		c.wide = make([]int32, len(c.narrow), cap(c.narrow))
	}
	for i, n := range c.narrow {
		c.wide[i] = int32(n)
	}
	c.narrow = nil
}
