package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// verifyTest runs verify and gives its exit code and what it prints.
func verifyTest(args ...string) (int, string) {
	var out, errOut bytes.Buffer
	code := run(context.Background(), append([]string{"verify"}, args...), streams{in: strings.NewReader(""), out: &out, err: &errOut})
	return code, out.String() + errOut.String()
}

// TestVerifySeesEveryChangedByte changes one byte of each file of a pack, and
// then nothing but its length.
func TestVerifySeesEveryChangedByte(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTestFile(t, "site.csv", siteA)
	runOK(t, "audit", "site.csv", "--split-by", "owner", "--out-dir", "pack", "--manifest", "proof.json", "-o", "all.csv")
	if code, said := verifyTest("proof.json"); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, said)
	}
	files, err := filepath.Glob(filepath.Join("pack", "*"))
	if err != nil || len(files) != 8 {
		t.Fatalf("%q, want index, whole and two owners in two formats: %v", files, err)
	}
	for _, file := range append(files, "all.csv", "site.csv") {
		whole := readTestFile(t, file)
		flipped := bytes.Clone(whole)
		flipped[len(flipped)/2] ^= 1
		for _, changed := range [][]byte{flipped, whole[:len(whole)-1], append(bytes.Clone(whole), 0)} {
			writeTestFile(t, file, string(changed))
			code, said := verifyTest("proof.json")
			if code != exitFailed || strings.Count(said, "\nchanged ")+strings.Count("\n"+said[:8], "\nchanged ") != 1 ||
				!strings.Contains(said, filepath.ToSlash(file)+": ") {
				t.Errorf("%s: exit code %d\n%s", file, code, said)
			}
		}
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
		if code, said := verifyTest("proof.json"); code != exitFailed || !strings.Contains(said, filepath.ToSlash(file)+"\n") || !strings.Contains(said, "1 missing.") {
			t.Errorf("%s is gone: exit code %d\n%s", file, code, said)
		}
		writeTestFile(t, file, string(whole))
	}
}

// TestRerunSeesEveryChangedVerdict changes a version of an input and puts the
// new hash into the manifest, as somebody would who wants to hide it.
func TestRerunSeesEveryChangedVerdict(t *testing.T) {
	t.Chdir(t.TempDir())
	writeTestFile(t, "site.csv", siteA)
	runOK(t, "audit", "site.csv", "--manifest", "proof.json", "-o", "all.csv", "--sort", "owner", "--where", "owner=*")
	if code, said := verifyTest("proof.json", "--rerun"); code != exitDone {
		t.Fatalf("exit code %d\n%s", code, said)
	}
	old := testFileHash(t, "site.csv")
	writeTestFile(t, "site.csv", strings.Replace(siteA, "chat01.example,Lync Server 2013", "chat01.example,Lync Server 2010", 1))
	manifest := strings.Replace(string(readTestFile(t, "proof.json")), old, testFileHash(t, "site.csv"), 1)
	writeTestFile(t, "proof.json", manifest)
	if code, said := verifyTest("proof.json"); code != exitDone {
		t.Errorf("exit code %d\n%s", code, said)
	}
	if code, said := verifyTest("proof.json", "--rerun"); code != exitFailed || !strings.Contains(said, "changed   record  5 findings") {
		t.Errorf("exit code %d\n%s", code, said)
	}
}

// TestRerunOfAnInputThatWasSavedAnew: the file is another, what was found in it the same.
func TestRerunOfAnInputThatWasSavedAnew(t *testing.T) {
	t.Chdir(t.TempDir())
	input, rule := siteA[:strings.Index(siteA, "\nRelay")+1], "api,server,verdict\nOCS 2007 R2,Lync Server 2013,incompatible\n"
	writeTestFile(t, "site.csv", input)
	writeTestFile(t, "own.csv", rule)
	runOK(t, "audit", "site.csv", "--matrix", "own.csv", "--manifest", "proof.json", "-o", "all.csv")
	writeTestFile(t, "site.csv", strings.ReplaceAll(input, "\n", "\r\n"))
	writeTestFile(t, "own.csv", strings.ReplaceAll(rule, "\n", "\r\n"))
	code, said := verifyTest("proof.json", "--rerun")
	for _, want := range []string{"changed   input   site.csv: ", "changed   matrix  own.csv: ", "same      record  1 finding\n"} {
		if code != exitFailed || !strings.Contains(said, want) {
			t.Errorf("exit code %d, want %q\n%s", code, want, said)
		}
	}
}

func testFileHash(t *testing.T, name string) string {
	t.Helper()
	_, sum, err := hashOf(bytes.NewReader(readTestFile(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

func FuzzReadManifest(f *testing.F) {
	f.Add([]byte(`{"schema":"chatcompat/manifest/1","asOf":"2026-11-23","inputs":[{"path":"a","sha256":""}]}`))
	f.Add([]byte("\ufeff{}"))
	f.Add([]byte(`{"schema":`))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := readManifest(data)
		if err != nil {
			return
		}
		written, err := m.encode()
		if err != nil {
			t.Fatal(err)
		}
		again, err := readManifest(written)
		if err != nil {
			t.Fatalf("what was written cannot be read: %v\n%s", err, written)
		}
		if second, err := again.encode(); err != nil || !bytes.Equal(written, second) {
			t.Fatalf("written again, it differs: %v\n%s\n%s", err, written, second)
		}
	})
}
