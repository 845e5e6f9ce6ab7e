package sheet

import (
	"context"
	"fmt"
)

func readWorkbook(_ context.Context, in Input, _ Options) ([]*Table, error) {
	return nil, fmt.Errorf("%s: workbooks are not read yet", in.Name)
}
