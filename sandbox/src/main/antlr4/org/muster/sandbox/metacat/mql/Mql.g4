// MetaCat's query language. Words are told apart by where they stand, not by how they are written: the same text may
// be a dataset name here and a constant there, so the lexer knows one WORD and the compiler checks its letters.
grammar Mql;

query
    : fileQuery EOF     # topFiles
    | datasetQuery EOF  # topDatasets
    | querySearch EOF   # topQueries
    ;

fileQuery : source op* ;

op
    : 'where' condition                      # where
    | 'ordered'                              # ordered
    | 'skip' WORD                            # skip
    | 'limit' WORD                           # limit
    | '-' source ('where' condition)?        # minus
    ;

source
    : 'files'                                                              # allFiles
    | 'files' 'from' 'datasets'? dsSelector (',' dsSelector)*              # fromDatasets
    | 'files' 'selected' 'by'? fileName                                    # namedQuery
    | ('files' | 'file') fileName (',' fileName)*                          # fileList
    | (('fids' | 'fid') first=WORD | 'fids') (',' more+=WORD)*             # fidList
    | 'filter' WORD '(' filterArgs? ')' '(' fileQuery (',' fileQuery)* ')' # filter
    | 'union' '(' fileQuery (',' fileQuery)* ')'                           # union
    | '[' fileQuery (',' fileQuery)* ']'                                   # union
    | 'join' '(' fileQuery (',' fileQuery)* ')'                            # join
    | '{' fileQuery (',' fileQuery)* '}'                                   # join
    | 'parents' '(' fileQuery ')'                                          # parents
    | 'children' '(' fileQuery ')'                                         # children
    | '(' fileQuery ')'                                                    # group
    ;

fileName : word ':' word | word ;

filterArgs : constant (',' constant)* (',' namedArg)* | namedArg (',' namedArg)* ;
namedArg : WORD '=' constant ;

datasetQuery : 'datasets' dsSelector (',' dsSelector)* ;
dsSelector : dsName ('with' subsets='subsets' recursively='recursively'?)? ('having' condition)? ;
dsName
    : 'matching' 'regexp' word ':' STRING  # regexpName
    | 'matching' word ':' word             # patternName
    | word ':' word                        # plainName
    ;

querySearch
    : 'queries' 'matching' 'regexp' word ':' STRING ('where' condition)?  # searchRegexp
    | 'queries' 'matching' word ':' word ('where' condition)?             # searchPattern
    ;

condition : conjunction ('or' conjunction)* ;
conjunction : test ('and' test)* ;
test
    : '(' condition ')'                                           # grouped
    | '!' test                                                    # negated
    | operand comparison constant                                 # compared
    | operand negation='not'? 'in' '(' constant (',' constant)* ')'  # inSet
    | operand negation='not'? 'in' constant ':' constant          # inRange
    | constant negation='not'? 'in' WORD                          # inList
    | WORD negation='not'? present='present'                      # presence
    ;
operand
    : 'len' '(' WORD ')'                                          # length
    | WORD open='[' (anyOf='any' | allOf='all' | index=WORD | key=STRING) ']'  # element
    | (WORD | 'file' | 'files' | 'fid' | 'fids')                  # plain
    ;
comparison : '=' | '==' | '!=' | '!==' | '<' | '<=' | '>' | '>=' | '~' | '!~' | '~*' | '!~*' | 'like' ;
constant
    : STRING                             # quoted
    | 'datetime' '(' text ')'            # datetime
    | 'date' '(' text (',' text)? ')'    # date
    | word                               # bare
    ;
text : STRING | WORD ;

word : WORD | keyword ;
keyword
    : 'files' | 'file' | 'fids' | 'fid' | 'from' | 'datasets' | 'selected' | 'by' | 'filter' | 'union' | 'join'
    | 'parents' | 'children' | 'matching' | 'regexp' | 'with' | 'subsets' | 'recursively' | 'having' | 'queries'
    | 'where' | 'ordered' | 'skip' | 'limit' | 'and' | 'or' | 'not' | 'in' | 'present' | 'any' | 'all' | 'len'
    | 'datetime' | 'date' | 'like'
    ;

STRING : '"' ('\\' . | ~["\\\r\n#])* '"' | '\'' ('\\' . | ~['\\\r\n#])* '\'' ;
// A leading minus belongs to a number only: elsewhere it is the difference.
WORD : ([A-Za-z0-9$@_./*?^%] | [-+] [0-9]) [A-Za-z0-9$@_./*?^%-]* ;
COMMENT : '#' ~[\r\n]* -> skip ;
SPACE : [ \t\r\n]+ -> skip ;
// Whatever else stands there is an error of the parser, which can say where.
OTHER : . ;
