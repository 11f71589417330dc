# make site   builds the guide into public/
# make test   installs what the tests need and runs every test
.PHONY: test
test:
	swift test
