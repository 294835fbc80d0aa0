import Jupyter
import Language

/// `input "question"`: asks the person something and shows the answer.
struct InputCommand: SessionCommand {
  static let verb = Verb(
    "input", group: "session",
    summary: "asks a question and waits for the answer",
    details: """
      For the questions of a lesson: what is answered stays in the notebook, below the cell. A notebook that is run \
      without a front end has nobody to answer, and its cell fails.
      """,
    parameters: [.positional("question", .text, help: "what to ask")],
    examples: ["input \"Which of the two is forged?\""])

  let question: String

  init(_ arguments: Arguments) {
    question = arguments.text("question")
  }

  func run(in session: Session, showing output: any Output) throws {
    do throws(QuestionError) {
      let answer = try output.ask(question + " ", isSecret: false)
      output.stream(.stdout, "\(question) \(answer)\n")
    } catch {
      if error == .interrupted { throw Interruption(error.description) }
      throw error
    }
  }
}
