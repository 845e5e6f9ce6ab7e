package sheet

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"
	"unsafe"

	"chatcompat/inventory/internal/largepages"
	"chatcompat/inventory/internal/parallel"
)

// Book is one file and all its tables: one for a text file, one a sheet for a workbook.
type Book struct {
	Tables []*Table
	SHA256 string // of the bytes that were read, lower-case hexadecimal; may be "" where nobody asks for it
	Bytes  int64  // how many they were
}

// Read reads one file into its tables, by its content and not its name. Errors
// of the file begin with its name, those of opt with the option. Only ctx, a
// wrong option, a reader that fails, a file that changes meanwhile and content
// that cannot be read whole end it; an empty text file is a table without rows.
func Read(ctx context.Context, in Input, opt Options) (*Book, error) {
	if opt.Encoding != "" && !KnownEncoding(opt.Encoding) {
		return nil, fmt.Errorf("encoding %q is not known, want one of %s", opt.Encoding, strings.Join(Encodings(), ", "))
	}
	if !ValidDelimiter(opt.Delimiter) {
		return nil, fmt.Errorf("delimiter %q cannot be told from the rest of a file; want a character that is no quote and no line end", opt.Delimiter)
	}
	if in.Size < 0 || in.Size > MaxText {
		return nil, fmt.Errorf("%s: %d bytes, more than the limit of %d", in.Name, in.Size, int64(MaxText))
	}
	head := make([]byte, min(in.Size, sniffLength))
	if err := readChunk(in, head, 0); err != nil {
		return nil, err
	}
	if isZip(head) {
		largepages.Reserve(in.Size * 5 / 2) // about what its cells and pairs take; texts gain nothing by it
		return readZip(ctx, in, opt)
	}
	if err := refuseBinary(in, head); err != nil {
		return nil, err
	}
	return readPlain(ctx, in, opt)
}

// readZip reads a workbook. The checksum is a second pass over the bytes, since
// a workbook is not read from front to back; what goes wrong in it comes first.
func readZip(ctx context.Context, in Input, opt Options) (*Book, error) {
	var digest []byte
	hashed := make(chan error, 1)
	sum := func() {
		hash := sha256.New()
		err := hashFile(ctx, hash, in)
		digest = hash.Sum(nil)
		hashed <- err
	}
	switch {
	case opt.Unhashed:
		hashed <- nil
	case in.Size <= hashedAtOnce:
		sum()
	default:
		go sum()
	}
	tables, err := readWorkbook(ctx, in, opt)
	if err := <-hashed; err != nil {
		return nil, err
	}
	if err != nil {
		return nil, err
	}
	if err := checkEnd(in); err != nil {
		return nil, err
	}
	return &Book{Tables: tables, SHA256: hex.EncodeToString(digest), Bytes: in.Size}, nil
}

// hashFile hashes the whole file.
func hashFile(ctx context.Context, hash io.Writer, in Input) error {
	buf := make([]byte, min(in.Size, hashLength))
	for off := int64(0); off < in.Size; off += hashLength {
		if err := ctx.Err(); err != nil {
			return err
		}
		chunk := buf[:min(hashLength, in.Size-off)]
		if err := readChunk(in, chunk, off); err != nil {
			return err
		}
		hash.Write(chunk)
	}
	return nil
}

// readPlain reads everything that is not a workbook: one text, one table.
func readPlain(ctx context.Context, in Input, opt Options) (*Book, error) {
	dec, sum, err := readDecoded(ctx, in, opt)
	if err != nil {
		return nil, err
	}
	table, err := readText(ctx, in.Name, dec, opt)
	if err != nil {
		return nil, err
	}
	return &Book{Tables: []*Table{table}, SHA256: hex.EncodeToString(<-sum), Bytes: in.Size}, nil
}

// readDecoded reads a text and, in its own time, the checksum of its file.
func readDecoded(ctx context.Context, in Input, opt Options) (decoded, <-chan []byte, error) {
	if in.Size >= streamLeast {
		if dec, sum, ok, err := streamText(ctx, in, opt.Encoding, streamPiece); ok || err != nil {
			return dec, sum, err
		}
	}
	raw, sum, err := slurp(ctx, in, opt)
	if err != nil {
		return decoded{}, nil, err
	}
	dec, err := decodeText(in.Name, raw, opt)
	return dec, sum, err
}

// chunkLength is how much is read between two looks at the context.
const chunkLength = 1 << 22

// hashLength is how much of a workbook is hashed at a time, while it is still in the cache.
const hashLength = 1 << 18

// hashedAtOnce is up to what size it takes longer to wake another processor for the
// checksum than to make it.
const hashedAtOnce = 1 << 16

// slurp reads the whole file, on all cores, and checks that it kept its size.
// The checksum, which takes longer than anything else that is done with the
// bytes and cannot be divided, follows the chunks as they come and arrives later.
func slurp(ctx context.Context, in Input, opt Options) ([]byte, <-chan []byte, error) {
	raw := largepages.Bytes(int(in.Size))
	chunks := pieces(len(raw), chunkLength)
	errs := make([]error, chunks)
	came := make([]chan struct{}, chunks)
	for i := range came {
		came[i] = make(chan struct{})
	}
	chunk := func(i int) []byte { return raw[i*chunkLength : min((i+1)*chunkLength, len(raw))] }
	digest := make(chan []byte, 1)
	sum := func() {
		hash := sha256.New()
		for i := range came {
			if <-came[i]; errs[i] != nil {
				return
			}
			hash.Write(chunk(i))
		}
		digest <- hash.Sum(nil)
	}
	after := func() {}
	switch {
	case opt.Unhashed:
		digest <- nil
	case in.Size > hashedAtOnce:
		go sum()
	default:
		after = sum
	}
	parallel.Do(chunks, func(i int) {
		defer close(came[i])
		if errs[i] = ctx.Err(); errs[i] == nil {
			errs[i] = readChunk(in, chunk(i), int64(i)*chunkLength)
		}
	})
	after()
	for _, err := range errs {
		if err != nil {
			return nil, nil, err
		}
	}
	return raw, digest, checkEnd(in)
}

// readChunk fills b from the given offset, or says why it cannot.
func readChunk(in Input, b []byte, off int64) error {
	n, err := in.ReadAt(b, off)
	switch {
	case n == len(b):
		return nil
	case err == nil || errors.Is(err, io.EOF):
		return fmt.Errorf("%s: ends after %d of %d bytes: the file was shortened while it was being read; try again when nobody writes to it",
			in.Name, off+int64(n), in.Size)
	}
	return fmt.Errorf("%s: reading byte %d: %w", in.Name, off+int64(n), err)
}

// checkEnd makes sure that nothing follows the last byte.
func checkEnd(in Input) error {
	var one [1]byte
	if n, _ := in.ReadAt(one[:], in.Size); n > 0 {
		return fmt.Errorf("%s: grew beyond its %d bytes while it was being read; try again when nobody writes to it",
			in.Name, in.Size)
	}
	return nil
}

// asString is the text of bytes that nobody writes any more, without a copy.
func asString(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b))
}
