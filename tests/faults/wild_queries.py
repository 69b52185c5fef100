"""What queries are made of that break searches; the tests and the benchmark of fault 25 put it together."""

PIECES = (
    *"\"'\\\0*^-+()%_;&🙂=ĐİǰØﬁ",
    *(
        "()",
        "NEAR(",
        "AND",
        "OR",
        "NOT",
        "a AND",
        "title:",
        '"a',
        "a*",
        "{a b}",
        "tokens : x",
        "%s",
        "--",
        "/*",
    ),
    *("<script>", "\u202e", "مرحبا", "中文", "\ufeff", "e\u0301", "\ud800", "\u200b"),
    *("1.003838", "63/2010/NĐ-CP", "thủ tục", "#1.0", "=x", "a_b"),
    # What means something to regular expressions, SQL and search servers.
    *("(a+)+$", "[[:alpha:]]*", "\\d{99}", ".*", "'; DROP TABLE x; --", "1' OR '1'='1", "UNION SELECT"),
    *("title:*", "/.*/", "a~2", "a^5", "&&", "||", "a & !b <-> c:*", '{"match_all": {}}', "\\u0000"),
    # Accents that are composed by half, doubled or on nothing.
    *("thu\u0309 tu\u0323c", "ê\u0301", "u\u031b\u0323", "\u0302\u0309", "thur tucj", "dd ddd"),
)
