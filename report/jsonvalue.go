package report

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"

	"chatcompat/inventory"
)

// jsonPos is a position as people read it: "estate.csv:5:27". The few that
// cannot be read back from that, by reason of an absurd file name, are objects.
type jsonPos inventory.Pos

type jsonPosObject struct {
	File  string `json:"file"`
	Sheet string `json:"sheet"`
	Row   int    `json:"row"`
	Col   int    `json:"col"`
}

// MarshalJSON writes the position.
func (p jsonPos) MarshalJSON() ([]byte, error) {
	text := inventory.Pos(p).String()
	var value any = text
	if inventory.ParsePos(text) != inventory.Pos(p) {
		value = jsonPosObject(p)
	}
	var data bytes.Buffer
	err := plainEncoder(&data).Encode(value)
	return data.Bytes(), err
}

// UnmarshalJSON reads either form.
func (p *jsonPos) UnmarshalJSON(data []byte) error {
	if len(data) > 0 && data[0] == '{' {
		return json.Unmarshal(data, (*jsonPosObject)(p))
	}
	var text string
	err := json.Unmarshal(data, &text)
	*p = jsonPos(inventory.ParsePos(text))
	return err
}

// jsonExtra is the object of the cells under unknown headers, in their order. A
// header that occurs more than once has the list of its texts.
type jsonExtra []inventory.Extra

// MarshalJSON writes the object.
func (x jsonExtra) MarshalJSON() ([]byte, error) {
	return marshalNamed(x, func(e inventory.Extra) (string, string) { return e.Header, e.Text })
}

// UnmarshalJSON reads the object.
func (x *jsonExtra) UnmarshalJSON(data []byte) error {
	return unmarshalNamed(data, func(name, text string) {
		*x = append(*x, inventory.Extra{Header: name, Text: text})
	})
}

// jsonOptions is the object of the options, in their order. An option given
// more than once has the list of its values.
type jsonOptions []Option

// MarshalJSON writes the object.
func (o jsonOptions) MarshalJSON() ([]byte, error) {
	return marshalNamed(o, func(option Option) (string, string) { return option.Name, option.Value })
}

// UnmarshalJSON reads the object.
func (o *jsonOptions) UnmarshalJSON(data []byte) error {
	return unmarshalNamed(data, func(name, text string) {
		*o = append(*o, Option{name, text})
	})
}

// marshalNamed writes named texts as an object whose keys keep their order.
func marshalNamed[T any](list []T, split func(T) (name, text string)) ([]byte, error) {
	var names []string
	texts := map[string][]string{}
	for _, item := range list {
		name, text := split(item)
		if _, ok := texts[name]; !ok {
			names = append(names, name)
		}
		texts[name] = append(texts[name], text)
	}
	var data bytes.Buffer
	enc := plainEncoder(&data)
	data.WriteByte('{')
	for i, name := range names {
		if i > 0 {
			data.WriteByte(',')
		}
		var value any = texts[name]
		if len(texts[name]) == 1 {
			value = texts[name][0]
		}
		err := enc.Encode(name)
		data.WriteByte(':')
		if err = cmp.Or(err, enc.Encode(value)); err != nil {
			return nil, err
		}
	}
	data.WriteByte('}')
	return data.Bytes(), nil
}

// unmarshalNamed reads what marshalNamed wrote.
func unmarshalNamed(data []byte, add func(name, text string)) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if open, err := decoder.Token(); err != nil || open != json.Delim('{') {
		return fmt.Errorf("%s is no object of names and texts", inventory.Quote(string(data)))
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return err
		}
		texts := make([]string, 1)
		if value[0] == '[' {
			err = json.Unmarshal(value, &texts)
		} else {
			err = json.Unmarshal(value, &texts[0])
		}
		if err != nil {
			return err
		}
		for _, text := range texts {
			add(name.(string), text)
		}
	}
	return nil
}

// plainEncoder is an encoder that leaves alone what only HTML minds.
func plainEncoder(out io.Writer) *json.Encoder {
	enc := json.NewEncoder(out)
	enc.SetEscapeHTML(false)
	return enc
}
