package sheet

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"net/url"
	"path"
	"strings"
)

// Limits of an archive: bytes that a part may have once it is inflated, and how
// much a part may grow by inflating. Real sheets grow ten- to fortyfold.
const (
	maxSheetPart  = 4 << 30
	maxStringPart = 1 << 30
	maxSmallPart  = 64 << 20
	maxRatio      = 200
	ratioFrom     = 64 << 20 // bytes inflated before the ratio matters
)

// archive is a ZIP file whose parts are looked up as the Open Packaging
// Conventions say: without case, with forward slashes.
type archive struct {
	name  string // of the file
	parts map[string]*zip.File

	tokensOnly bool // read every cell and text by the tokenizer, as tests want
}

// openArchive reads the directory of a ZIP file. Two entries of one name and
// encrypted entries are errors, since nobody could tell what they hold.
func openArchive(in Input) (*archive, error) {
	z := &archive{name: in.Name, parts: map[string]*zip.File{}}
	r, err := zip.NewReader(in, in.Size)
	if errors.Is(err, zip.ErrFormat) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the archive has no readable directory at its end: the file is damaged, as after an incomplete copy or download; fetch it once more")
	}
	if err != nil {
		return nil, z.fail("", 0, err)
	}
	r.RegisterDecompressor(zip.Deflate, pooledInflaters())
	for _, f := range r.File {
		key := partKey(f.Name)
		switch {
		case strings.HasSuffix(key, "/"):
			continue
		case f.Flags&1 != 0:
			return nil, z.fail(f.Name, 0, errors.New("it is encrypted with a password; unpack the archive, or save the workbook without a password"))
		case z.parts[key] != nil:
			return nil, z.fail(f.Name, 0, damagef("the archive holds it twice"))
		}
		z.parts[key] = f
	}
	return z, nil
}

// partKey folds the name of an entry for looking it up.
func partKey(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

// find is the entry of a part; nil if there is none. A part name that is
// percent-encoded may stand decoded in the archive.
func (z *archive) find(part string) *zip.File {
	if f := z.parts[partKey(part)]; f != nil {
		return f
	}
	if decoded, err := url.PathUnescape(part); err == nil {
		return z.parts[partKey(decoded)]
	}
	return nil
}

// fail makes the error about a part; what already is one stays as it is.
func (z *archive) fail(part string, row int, err error) error {
	var done *workbookError
	if err == nil || errors.As(err, &done) {
		return err
	}
	return &workbookError{z.name, part, row, err}
}

// open opens a part for reading; the part is verified once it was read to EOF.
func (z *archive) open(ctx context.Context, part string, most uint64) (*partReader, error) {
	f := z.find(part)
	switch {
	case f == nil:
		return nil, damagef("the part is missing from the archive")
	case f.UncompressedSize64 > most:
		return nil, limitf("the part has %d bytes, more than the limit of %d", f.UncompressedSize64, most)
	case f.CRC32 == 0 && f.UncompressedSize64 > 0:
		return nil, damagef("the part has no checksum")
	}
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	return &partReader{ctx: ctx, r: r, most: most, packed: f.CompressedSize64, size: f.UncompressedSize64}, nil
}

// readXML scans a part from its first to its last byte; parse gets the scanner
// before the root element. It is the way to read all parts but sheets.
func (z *archive) readXML(ctx context.Context, part string, most uint64, parse func(*xmlScanner) error) error {
	r, err := z.open(ctx, part, most)
	if err != nil {
		return z.fail(part, 0, err)
	}
	defer r.Close()
	x, err := openXML(r, r.size)
	if err == nil {
		err = parse(x)
	}
	if err == nil {
		err = x.finish()
	}
	return z.fail(part, 0, err)
}

// partReader inflates a part within its limits until the context ends.
type partReader struct {
	ctx          context.Context
	r            io.ReadCloser
	read, most   uint64
	packed, size uint64 // as the archive's directory says
}

func (p *partReader) Close() error { return p.r.Close() }

func (p *partReader) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := p.r.Read(b)
	p.read += uint64(n)
	switch {
	case p.read > p.most:
		return 0, limitf("the part inflates beyond the limit of %d bytes", p.most)
	case p.read > ratioFrom && p.read/maxRatio > p.packed:
		return 0, limitf("the part inflates to more than the limit of %d times its size, as zip bombs do", maxRatio)
	}
	return n, err
}

// partPath resolves a relationship's target against the part that names it. Some
// writers separate folders like Windows does.
func partPath(source, target string) string {
	target = strings.ReplaceAll(target, `\`, "/")
	if strings.HasPrefix(target, "/") {
		return strings.TrimPrefix(path.Clean(target), "/")
	}
	return strings.TrimPrefix(path.Join("/", path.Dir(source), target), "/")
}
