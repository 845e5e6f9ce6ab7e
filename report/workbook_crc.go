package report

import "math/bits"

// crcPolynomial is that of CRC-32 (IEEE 802.3), reversed.
const crcPolynomial = 0xedb88320

// combineCRC is the CRC-32 of two texts in a row, from those of each and the
// length of the second: appending n zero bytes to the first multiplies its
// remainder by x^8n modulo the polynomial, and remainders add by exclusive or.
func combineCRC(first, second uint32, n int) uint32 {
	power := uint32(1) << 23 // x^8
	for ; n > 0; n >>= 1 {
		if n&1 == 1 {
			first = multiplyCRC(first, power)
		}
		power = multiplyCRC(power, power)
	}
	return first ^ second
}

// multiplyCRC multiplies two polynomials over GF(2) modulo the polynomial of
// CRC-32; the highest bit is the coefficient of x^0.
func multiplyCRC(a, b uint32) uint32 {
	var product uint32
	for ; a != 0; a <<= 1 {
		if bits.LeadingZeros32(a) == 0 {
			product ^= b
		}
		carry := b & 1
		b >>= 1
		if carry == 1 {
			b ^= crcPolynomial
		}
	}
	return product
}
