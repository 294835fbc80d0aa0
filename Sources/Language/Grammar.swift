/// The grammar of the language, written down once: the reference prints it, and a test makes sentences of it that the
/// parser must take.
public enum Grammar {
  /// The grammar in EBNF.
  ///
  /// Blanks separate tokens and mean nothing else, except that a hyphened word, `f(` and `f'` are written without any, and
  /// that among the arguments of a command `a -b` are two values. Line ends within brackets count as blanks.
  public static let ebnf = """
    cell       = line { newline line } ;
    line       = [ question | definition | block | command | expression ] [ comment ] ;
    question   = "?" [ word ] | word [ word ] "?" ;
    definition = name "=" expression | name "(" name { "," name } [ "," ] ")" "=" expression ;
    command    = verb { positional | option | clause } ;
    positional = value { joiner value } ;
    option     = word "=" value ;
    clause     = keyword value | "over" domain { "," domain } ;
    domain     = name "=" ( range | vector | name ) ;
    value      = expression | word ;
    block      = verb name newline { setting newline } section { section } "end" ;
    setting    = verb { positional | option } ;
    section    = heading newline items { newline items } newline ;
    items      = item { "," item } ;
    item       = verb { positional | option } ;

    expression = comparison | range ;
    range      = comparison ".." comparison ;
    comparison = sum { ( "==" | "<" | ">" | "<=" | ">=" ) sum } ;
    sum        = product { ( "+" | "-" ) product } ;
    product    = signed { ( "*" | "/" | "@" ) signed } ;
    signed     = "-" signed | power ;
    power      = primary [ "^" signed ] ;
    primary    = name { "'" | "(" [ arguments ] ")" } | "(" expression ")" | literal | vector | matrix ;
    literal    = number | size | flag | string ;
    arguments  = argument { "," argument } [ "," ] ;
    argument   = expression | name "=" expression ;
    vector     = "[" expression { "," expression } [ "," ] "]" ;
    matrix     = "[" vector { "," vector } [ "," ] "]" ;

    word       = name { "-" ( name | number | size ) } ;
    name       = ( letter | "_" ) { letter | digit | "_" } ;
    number     = ( digits [ "." digits ] | "." digits ) [ ( "e" | "E" ) [ "+" | "-" ] digits ] ;
    size       = digits "x" digits { "x" digits } ;
    digits     = digit { [ "_" ] digit } ;
    string     = '"' { character | escape } '"' ;
    escape     = '\\' ( '"' | '\\' | "n" | "t" | "r" | "x" pair | "u" pair pair | "U" pair pair pair pair ) ;
    pair       = hex hex ;
    flag       = "true" | "false" | "on" | "off" | "True" | "False" | "None" ;
    comment    = "#" { character } ;
    """
}
