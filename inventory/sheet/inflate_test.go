package sheet

import (
	"bytes"
	"compress/flate"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/iotest"
)

// deflated compresses data as the standard library does at a level.
func deflated(tb testing.TB, data []byte, level int) []byte {
	tb.Helper()
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, level)
	if err == nil {
		_, err = w.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// inflateSamples are texts of which each stresses another side of deflate.
func inflateSamples(r *rand.Rand) map[string][]byte {
	noise := make([]byte, 70_000)
	for i := range noise {
		noise[i] = byte(r.Uint32())
	}
	skewed := make([]byte, 90_000) // codes of many lengths
	for i := range skewed {
		skewed[i] = byte(r.ExpFloat64() * 9)
	}
	var far bytes.Buffer // matches at the greatest distances
	for range 4 {
		far.Write(noise[:windowSize])
		far.Write(noise[:r.IntN(700)])
	}
	return map[string][]byte{
		"empty": nil, "byte": {'x'}, "noise": noise, "skewed": skewed, "far": far.Bytes(),
		"run":   bytes.Repeat([]byte{'a'}, 100_000),
		"short": bytes.Repeat([]byte("abcdefg"), 15_000),
		"sheet": randomSheet(r, writerStyles[0], 700, false),
	}
}

// readPieces reads all of a source with buffers of the given size.
func readPieces(r io.Reader, size int) ([]byte, error) {
	var all []byte
	buf := make([]byte, size)
	for {
		n, err := r.Read(buf)
		all = append(all, buf[:n]...)
		if err == io.EOF {
			return all, nil
		}
		if err != nil {
			return all, err
		}
	}
}

func TestInflaterReadsWhatFlateWrites(t *testing.T) {
	for name, data := range inflateSamples(rand.New(rand.NewPCG(5, 6))) {
		for _, level := range []int{flate.HuffmanOnly, flate.NoCompression, flate.BestSpeed, 6, flate.BestCompression} {
			packed := deflated(t, data, level)
			for _, size := range []int{7, 273, 5000, 1 << 20} {
				got, err := readPieces(newInflater(bytes.NewReader(packed)), size)
				if err != nil || !bytes.Equal(got, data) {
					t.Fatalf("%s, level %d, pieces of %d: %d of %d bytes, %v", name, level, size, len(got), len(data), err)
				}
			}
			got, err := readPieces(newInflater(iotest.DataErrReader(iotest.HalfReader(bytes.NewReader(packed)))), 50_000)
			if err != nil || !bytes.Equal(got, data) {
				t.Fatalf("%s, level %d, input in pieces: %d of %d bytes, %v", name, level, len(got), len(data), err)
			}
		}
	}
}

// checkInflate fails unless a stream is read, or refused, as compress/flate does.
func checkInflate(t *testing.T, packed []byte, size int) {
	t.Helper()
	want, wantErr := readPieces(flate.NewReader(bytes.NewReader(packed)), size)
	got, err := readPieces(newInflater(bytes.NewReader(packed)), size)
	if (err == nil) != (wantErr == nil) {
		t.Errorf("%x: error %v, compress/flate says %v", packed[:min(len(packed), 200)], err, wantErr)
	}
	if wantErr != nil { // how much can still be told before the end may differ by some codes
		n := min(len(got), len(want))
		got, want = got[:n], want[:n]
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%x: %d bytes, compress/flate reads %d: %v, %v", packed[:min(len(packed), 200)], len(got), len(want), err, wantErr)
	}
}

func TestInflaterRefusesWhatFlateRefuses(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for name, data := range inflateSamples(r) {
		data = data[:min(len(data), 40_000)]
		for level := flate.HuffmanOnly; level <= flate.BestCompression; level += 4 {
			packed := deflated(t, data, level)
			for range 25 {
				damaged := bytes.Clone(packed)
				if r.IntN(3) == 0 {
					damaged = damaged[:r.IntN(len(damaged))]
					if _, err := readPieces(newInflater(bytes.NewReader(damaged)), 4096); err != io.ErrUnexpectedEOF {
						t.Errorf("cut: %v", err)
					}
				} else {
					damaged[r.IntN(min(len(damaged), 1+r.IntN(len(damaged))))] ^= byte(1 << r.IntN(8))
				}
				checkInflate(t, damaged, 1+r.IntN(60_000))
				if t.Failed() {
					t.Fatal(name)
				}
			}
		}
	}
}

// TestInflaterReportsItsSource holds that an error of the source is told as it
// is, after the bytes that could be read before it.
func TestInflaterReportsItsSource(t *testing.T) {
	data := bytes.Repeat([]byte("Lync Server 2013 "), 10_000)
	packed := deflated(t, data, 6)
	src := io.MultiReader(bytes.NewReader(packed[:len(packed)-20]), iotest.ErrReader(io.ErrClosedPipe))
	got, err := readPieces(newInflater(src), 4096)
	if err != io.ErrClosedPipe || !bytes.HasPrefix(data, got) || len(got) == 0 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

// FuzzInflate holds for any bytes that they are inflated, or refused, as
// compress/flate does.
func FuzzInflate(f *testing.F) {
	for _, text := range []string{"", "a", strings.Repeat("<c r=\"A1\" t=\"s\"><v>0</v></c>", 50)} {
		for level := flate.HuffmanOnly; level <= flate.BestCompression; level += 3 {
			f.Add(deflated(f, []byte(text), level), uint16(100))
		}
	}
	r := rand.New(rand.NewPCG(9, 10))
	f.Add(deflated(f, inflateSamples(r)["skewed"][:5000], 9), uint16(1000))
	f.Fuzz(func(t *testing.T, packed []byte, size uint16) {
		checkInflate(t, packed, 1+int(size))
	})
}
