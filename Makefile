# The embedded stack: deploy/local/README.md explains it and lists its settings.

SHELL := /bin/bash -o pipefail
MVN ?= mvn
JAVA ?= java
.DEFAULT_GOAL := help

# What `make up` runs, and what it is built from. Folders are in the list so that a deleted file is noticed too.
APPS := collector/server flink-jobs admin deploy/local
APP_SOURCES := $(shell find pom.xml collector flink-jobs admin deploy/local \
	\( -name target -o -name node_modules -o -name test \) -prune -o \( -type d -o -name pom.xml -o -path '*/src/main/*' \) -print)
BUILT := target/built.stamp
LAUNCHER = $(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dslf4j.internal.verbosity=ERROR \
	-cp deploy/local/target/cdp-local.jar:$$(cat deploy/local/target/classpath) dev.cdp.local.cli.Launcher

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z\/-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: $(BUILT) ## builds the programs that `make up` runs, where their sources have changed

# One build at a time, as two in one folder spoil each other's files.
$(BUILT): $(APP_SOURCES)
	@mkdir -p target
	@deploy/local/build.sh $(MVN) $(APPS)
	@touch $@

.PHONY: up
up: $(BUILT) ## starts everything; returns when an event goes all the way
	@$(LAUNCHER) up

.PHONY: down
down: deploy/local/target/classpath ## stops everything; the data stays
	@$(LAUNCHER) down

.PHONY: reset
reset: deploy/local/target/classpath ## stops everything and wipes the data
	@$(LAUNCHER) reset

.PHONY: status
status: deploy/local/target/classpath ## what runs: state, pid, port, restarts, uptime, log
	@$(LAUNCHER) status

.PHONY: logs
logs: deploy/local/target/classpath ## the logs as they grow; make logs c="kafka collector" for some
	@$(LAUNCHER) logs --follow $(c)

deploy/local/target/classpath:
	@$(MAKE) --no-print-directory build
