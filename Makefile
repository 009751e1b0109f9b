# The embedded stack: deploy/local/README.md explains it and lists its settings.

SHELL := /bin/bash -o pipefail
MVN ?= mvn
JAVA ?= java
.DEFAULT_GOAL := help

# What `make up` runs, and what it is built from. Folders are in the list so that a deleted file is noticed too.
APPS := collector/server flink-jobs admin deploy/local
APP_SOURCES := $(shell find pom.xml collector udf-runtime flink-jobs admin deploy/local \
	\( -name target -o -name node_modules -o -name test \) -prune -o \( -name pom.xml -o -path '*/src/main/*' \) -print)
BUILT := target/built.stamp
CONSOLE_SOURCES := $(shell find console admin/src/main/resources/openapi udf-runtime/types -name node_modules -prune -o -name dist -prune \
	-o -name 'schema.gen.ts' -o -name '*.test.ts*' -o -print)
CONSOLE := console/dist/index.html
LAUNCHER = $(JAVA) -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dslf4j.internal.verbosity=ERROR \
	-cp deploy/local/target/cdp-local.jar:$$(cat deploy/local/target/classpath) dev.cdp.local.cli.Launcher

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9\/-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: build
build: $(BUILT) ## builds the programs that `make up` runs, where their sources have changed

# One build at a time, as two in one folder spoil each other's files.
$(BUILT): $(APP_SOURCES)
	@mkdir -p target
	@deploy/local/build.sh "$(MVN)" $(APPS)
	@touch $@

$(CONSOLE): $(CONSOLE_SOURCES)
	@echo "Building the console (the first time, this fetches its libraries)"
	@console/build.sh
	@touch $@

.PHONY: console/build console/dev console/verify
console/build: $(CONSOLE) ## builds the console into console/dist, where its sources have changed

console/dev: $(BUILT) ## the console at port 3000 by Vite, in front of the stack of `make up`
	@test -f $(HOME_DIR)/env || { echo "No stack has been started here. Run: make up"; exit 1; }
	@$(ENV); console/build.sh dev

console/verify: ## the console's format, lint, types and unit tests
	@console/build.sh verify

.PHONY: up
up: $(BUILT) $(CONSOLE) ## starts everything; returns when an event goes all the way
	@$(LAUNCHER) up

.PHONY: upgrade
upgrade: $(BUILT) $(CONSOLE) ## brings a running installation to this version: make upgrade args=--dry-run; see docs/upgrades.md
	@$(LAUNCHER) upgrade $(args)

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

.PHONY: transactions abort-transactions
transactions: deploy/local/target/classpath ## Kafka's open transactions: make transactions older=900
	@$(LAUNCHER) transactions $(if $(kafka),--kafka $(kafka)) --older-than $(or $(older),900)

abort-transactions: deploy/local/target/classpath ## aborts what a job left open: make abort-transactions id=cdp-processing
	@test -n "$(id)" || { echo "Give the beginning of the transactional ids, see: make transactions"; exit 1; }
	@$(LAUNCHER) transactions $(if $(kafka),--kafka $(kafka)) --older-than $(or $(older),900) --abort $(id)

deploy/local/target/classpath:
	@$(MAKE) --no-print-directory build

# What follows works on a running stack, or on none.
HOME_DIR = $${CDP_HOME:-.cdp}
ENV = set -a; source $(HOME_DIR)/env; set +a

.PHONY: demo
demo: deploy/demo/node_modules ## a small shop behind a real SDK, on the stack of `make up`
	@test -f $(HOME_DIR)/env || { echo "No stack has been started here. Run: make up"; exit 1; }
	@$(ENV); node deploy/demo/demo.mjs $(args)

deploy/demo/node_modules: deploy/demo/package-lock.json
	@cd deploy/demo && npm ci --loglevel=error --no-audit --no-fund
	@touch $@

MIGRATE = $(ENV); $(JAVA) -jar admin/target/cdp-admin.jar migrate

.PHONY: migrate/up migrate/down migrate/status migrate/new
migrate/up: $(BUILT) ## applies the migrations that are missing
	@$(MIGRATE) up $(if $(db),--db $(db))
migrate/down: $(BUILT) ## takes the last one back: make migrate/down db=postgres
	@$(MIGRATE) down $(if $(db),--db $(db))
migrate/status: $(BUILT) ## which are applied
	@$(MIGRATE) status $(if $(db),--db $(db))
migrate/new: $(BUILT) ## the files of a new one: make migrate/new name=add_x db=postgres
	@$(JAVA) -jar admin/target/cdp-admin.jar migrate new --name "$(name)" $(if $(db),--db $(db))

.PHONY: doctor
doctor: $(BUILT) ## looks at every part, sends a canary through every stage, names what is broken
	@$(ENV); CDP_CANARY_WRITE_KEY=$$(cat $(HOME_DIR)/data/keys/canary) $(JAVA) -jar admin/target/cdp-admin.jar doctor

.PHONY: why
why: $(BUILT) ## what became of an event: make why id=MESSAGE_ID, or of many: make why ids=FILE json=1
	@$(ENV); $(JAVA) -jar admin/target/cdp-admin.jar why $(if $(json),--json) $(if $(ids),--ids "$(ids)") $(if $(id),-- "$(id)")

.PHONY: unlink
unlink: $(BUILT) ## takes links back: make unlink anonymous=ID [user=ID] [workspace=ID]
	@$(ENV); $(JAVA) -jar admin/target/cdp-admin.jar unlink --anonymous "$(anonymous)" \
		$(if $(user),--user "$(user)") $(if $(workspace),--workspace "$(workspace)")

.PHONY: replay
replay: $(BUILT) ## the archive again, by the functions of now: make replay from=-1h [to= workspace= function=NAME@VERSION]; apply= compare= drop=
	@$(ENV); CDP_JOB_JAR=$${CDP_JOB_JAR:-$(CURDIR)/flink-jobs/target/cdp-flink-jobs.jar} $(JAVA) -jar admin/target/cdp-admin.jar replay \
		$(if $(from),--from "$(from)") $(if $(to),--to "$(to)") $(if $(workspace),--workspace "$(workspace)") \
		$(if $(function),--function "$(function)") $(if $(parallelism),--parallelism "$(parallelism)") \
		$(if $(compare),--compare "$(compare)") $(if $(apply),--apply "$(apply)") $(if $(drop),--drop "$(drop)")

.PHONY: format
format: ## formats the Java code
	@$(MVN) -q -B spotless:apply

# The layers of the tests. `verify` is all of them in one run of the reactor.
.PHONY: test test/integration test/e2e verify prerequisites
prerequisites: ## installs what the tests need and the machine lacks
	@deploy/prerequisites.sh

test: console/verify ## unit tests: no services
	$(MVN) -B test

test/integration: prerequisites ## against real services
	$(MVN) -B verify -DskipUTs -pl '!deploy/e2e'

test/e2e: prerequisites $(CONSOLE) ## the whole stack, real SDKs, killed processes, a browser
	$(MVN) -B verify -DskipUTs '-Dit.test=dev.cdp.e2e.**.*IT' -Dfailsafe.failIfNoSpecifiedTests=false

# Two modules at a time: each waits for processes of its own most of the time.
verify: prerequisites console/verify $(CONSOLE) ## every test there is
	$(MVN) -B -T 2 verify

.PHONY: sbom deps/check
sbom: ## what is shipped, in CycloneDX's JSON, in target/sbom
	@deploy/sbom.sh maven "$(MVN)"
	@ls target/sbom/*.cdx.json

deps/check: sbom ## known holes in what is shipped, by OSV: needs the internet and osv-scanner
	@command -v osv-scanner >/dev/null || { echo "Missing: osv-scanner, see https://google.github.io/osv-scanner/installation/" >&2; exit 1; }
	@osv-scanner scan source $$(printf -- '-L %s ' target/sbom/*.cdx.json) -L console/package-lock.json -L deploy/e2e/sdk/package-lock.json

.PHONY: chaos
faults ?= 50
chaos: ## faults of a seed's choice on a stack of its own under load: make chaos faults=50 seed=N; see deploy/e2e
	@deploy/prerequisites.sh strace g++
	@$(MVN) -B -q verify -pl deploy/e2e -am -DskipUTs -Dit.test=ChaosIT -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dcdp.chaos=$(faults) $(if $(seed),-Dcdp.chaos.seed=$(seed))

.PHONY: million
events ?= 1000000
million: ## events with known fates while processes are killed: make million events=1000000 seed=N; see deploy/e2e
	@deploy/prerequisites.sh git
	@$(MVN) -B -q verify -pl deploy/e2e -am -DskipUTs -Dit.test=MillionIT -Dfailsafe.failIfNoSpecifiedTests=false \
		-Dcdp.million=$(events) $(if $(seed),-Dcdp.million.seed=$(seed))

.PHONY: bench
# Always asks Maven: what is measured must be what is in the tree.
bench: ## measures: make bench args="--only collector --seconds 10 --rounds 3"; see deploy/bench
	@deploy/prerequisites.sh wrk
	@mkdir -p target
	@deploy/local/build.sh "$(MVN)" deploy/bench
	@$(JAVA) -XX:+UseSerialGC -Xmx256m -Dslf4j.internal.verbosity=ERROR \
		-cp deploy/bench/target/cdp-bench.jar:$$(cat deploy/bench/target/classpath) dev.cdp.bench.BenchCommand $(args)
