package audit

// Status tells what became of the check of an advisory.
type Status uint8

// The statuses. The zero Status is no pass.
const (
	NotChecked Status = iota // the inventory does not say, or the user asked to ignore it
	Clear                    // what the advisory speaks of does not occur
	Fired                    // it occurs
)

var statusKeys = [...]string{"not-checked", "clear", "fired"}

// Statuses lists all statuses.
func Statuses() []Status { return []Status{NotChecked, Clear, Fired} }

// Key is the fixed word of outputs: "not-checked", "clear", "fired".
func (s Status) Key() string { return statusKeys[s] }

// CheckStatus is the outcome of one check. Needs says what the inventory lacks;
// it may stand beside Fired too, where the inventory is silent on some.
type CheckStatus struct {
	ID     string
	Status Status
	Needs  string
}

// ignoredNeeds stands in Needs of a check that the user asked to ignore.
const ignoredNeeds = "ignored on request"

// Ignored reports that the check was not made because the user asked so.
func (s CheckStatus) Ignored() bool { return s.Status == NotChecked && s.Needs == ignoredNeeds }

// FiredAdvisory is an advisory that holds somewhere in the estate.
type FiredAdvisory struct {
	Advisory
	Subjects []string // names of the applications, servers or sites concerned, each once; none for pair and estate
	Applies  []string // keys of the findings concerned, in input order; none for estate scope, which concerns all

	unlisted, unnamed int // findings and subjects concerned beyond those listed
}

// FewSubjects is how many subjects are named at least where they are only counted.
const FewSubjects = 5

// Pairs is the number of findings concerned.
func (a FiredAdvisory) Pairs() int { return len(a.Applies) + a.unlisted }

// Concerned is the number of subjects.
func (a FiredAdvisory) Concerned() int { return len(a.Subjects) + a.unnamed }
