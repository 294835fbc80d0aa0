import ArgumentParser

@main
struct Forger: ParsableCommand {
  mutating func run() throws { print("forger") }
}
