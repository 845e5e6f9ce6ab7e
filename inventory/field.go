package inventory

import (
	"slices"
	"strings"
)

// Field is a column that is known by its meaning. The zero Field is none.
type Field uint8

// The fields, in the order in which outputs show them.
const (
	NoField Field = iota
	FieldApplication
	FieldApplicationID
	FieldAPI
	FieldServer
	FieldServerVersion
	FieldTargets
	FieldPool
	FieldSite
	FieldEnvironment
	FieldOwner
	FieldCriticality
	FieldBusinessService
	FieldStatus
	FieldCategoryManagement
	FieldUserManagement
	FieldAPIMembers
	FieldEndpointType
	FieldUCMA
	FieldNotes
	fieldCount
)

var fieldKeys = [fieldCount]string{
	FieldApplication:        "application",
	FieldApplicationID:      "application-id",
	FieldAPI:                "api",
	FieldServer:             "server",
	FieldServerVersion:      "server-version",
	FieldTargets:            "targets",
	FieldPool:               "pool",
	FieldSite:               "site",
	FieldEnvironment:        "environment",
	FieldOwner:              "owner",
	FieldCriticality:        "criticality",
	FieldBusinessService:    "business-service",
	FieldStatus:             "status",
	FieldCategoryManagement: "uses-category-management",
	FieldUserManagement:     "uses-user-management",
	FieldAPIMembers:         "api-members",
	FieldEndpointType:       "endpoint-type",
	FieldUCMA:               "ucma",
	FieldNotes:              "notes",
}

// Fields lists all fields in order.
func Fields() []Field {
	all := make([]Field, 0, fieldCount-1)
	for f := FieldApplication; f < fieldCount; f++ {
		all = append(all, f)
	}
	return all
}

// Key is the fixed key of --map, --columns and JSON; "" for NoField.
func (f Field) Key() string { return fieldKeys[f] }

// Label is the header that outputs give the field: "Uses category management".
func (f Field) Label() string {
	switch f {
	case NoField:
		return ""
	case FieldAPI, FieldUCMA:
		return strings.ToUpper(fieldKeys[f])
	case FieldApplicationID:
		return "Application ID"
	case FieldAPIMembers:
		return "API members"
	}
	key := strings.ReplaceAll(fieldKeys[f], "-", " ")
	return strings.ToUpper(key[:1]) + key[1:]
}

// ParseField finds the field with the given key; ok is false where there is none.
func ParseField(key string) (f Field, ok bool) {
	i := slices.Index(fieldKeys[:], strings.ToLower(strings.TrimSpace(key)))
	return Field(max(i, 0)), i > 0
}

// Describes reports a field that tells people more of a pair and that no
// judgement rests on.
func (f Field) Describes() bool {
	switch f {
	case FieldPool, FieldEnvironment, FieldOwner, FieldCriticality, FieldBusinessService, FieldStatus, FieldNotes:
		return true
	}
	return false
}
