using System.Collections.Frozen;
using System.Globalization;

namespace Showdown.Scoring.Choice;

/// <summary>Cuts a completion into tokens in one pass, seeing through markdown and LaTeX wrappers.</summary>
internal static class Tokens
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _wrapperCommands = new[]
    {
        "text",
        "textbf",
        "textit",
        "textrm",
        "textsf",
        "texttt",
        "emph",
        "underline",
        "mathrm",
        "mathbf",
        "mathsf",
        "mathit",
        "mathtt",
        "mathbb",
        "mathcal",
        "boldsymbol",
        "bm",
        "bf",
        "rm",
        "it",
        "operatorname",
        "left",
        "right",
        "displaystyle",
        "large",
        "Large",
        "huge",
        "quad",
        "qquad",
        "ensuremath",
        "mbox",
        "hbox",
        "color",
        "textcolor",
        "n",
        "t",
    }
        .ToFrozenSet()
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private const int MostKept = 16_384;

    /// <summary>The list of the thread's last completion: grading goes through millions of them.</summary>
    [ThreadStatic]
    private static List<Token>? _kept;

    /// <param name="text">The completion.</param>
    /// <param name="offered">The letters on offer, one bit each: where I is none, it is the pronoun.</param>
    /// <param name="several">Whether "ACD" stands for three letters.</param>
    /// <returns>Valid until the thread's next call.</returns>
    public static List<Token> Read(string text, uint offered, bool several = false)
    {
        var tokens = _kept is { Capacity: <= MostKept } kept ? kept : _kept = new List<Token>(Math.Min(text.Length / 4, 4096) + 16);
        tokens.Clear();
        Stack<bool>? boxBraces = null;
        var boxNext = false;
        for (var i = 0; i < text.Length; )
        {
            var c = text[i];
            if (c == ' ')
            {
                i++;
            }
            else if (c is '\n' or '\r')
            {
                var start = i;
                while (i < text.Length && (text[i] is '\n' or '\r' or ' ' or '\t'))
                    i++;
                AddLine(tokens, start, i);
            }
            else if (c == '\\' || (c == '\b' && i + 4 < text.Length && text[i + 1] == 'o'))
            {
                i = ReadCommand(text, i, tokens, ref boxNext);
            }
            else if (c == '{')
            {
                (boxBraces ??= new()).Push(boxNext);
                if (boxNext)
                    tokens.Add(Marked(Token.BoxOpen, i));
                boxNext = false;
                i++;
            }
            else if (c == '}')
            {
                if (boxBraces is { Count: > 0 } && boxBraces.Pop())
                    tokens.Add(Marked(Token.BoxClose, i));
                i++;
            }
            else if (c == '<' && TagLength(text, i) is > 0 and var tag)
            {
                i += tag;
            }
            else if (IsWordChar(c))
            {
                if (c == 'b' && string.CompareOrdinal(text, i, "boxed{", 0, 6) == 0)
                {
                    boxNext = true;
                    i += 5;
                    continue;
                }

                var end = EndOfWord(text, i);
                if (several && end - i > 1 && AreLetters(text.AsSpan(i, end - i), offered))
                {
                    for (; i < end; i++)
                        tokens.Add(new Token(TokenKind.Word, i, i + 1, Words.None, '\0', text[i], Upper: true, Wrapped: true));
                    continue;
                }

                if (end - i < 6)
                    end = i + LengthOfAbbreviationOr(end - i, text, i);
                tokens.Add(Word(text, i, end, offered));
                i = end;
            }
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i += 2; // pictures: no part of a sentence
            }
            else
            {
                if (!char.IsWhiteSpace(c) && !IsWrapper(c) && !char.IsControl(c))
                    tokens.Add(Marked(Fold(c), i));
                i++;
            }
        }

        return tokens;
    }

    /// <summary>The label a single character may be: A to Z; NUL for anything else. Full-width, circled, Arabic, Cyrillic and Bengali option
    /// letters are folded.</summary>
    /// <remarks>Arabic, Bengali and full-width letters: openai/simple-evals, common.py.</remarks>
    public static char Label(char c) =>
        c switch
        {
            >= 'A' and <= 'Z' => c,
            >= 'a' and <= 'z' => (char)(c - 'a' + 'A'),
            >= '\uFF21' and <= '\uFF3A' => (char)(c - '\uFF21' + 'A'),
            >= '\u24B6' and <= '\u24CF' => (char)(c - '\u24B6' + 'A'),
            'أ' or 'অ' or 'А' => 'A',
            'ب' or 'ব' or 'В' or 'Б' => 'B',
            'ج' or 'ড' or 'С' => 'C',
            'د' or 'ঢ' or 'Д' or 'Г' => 'D',
            'Е' => 'E',
            _ => '\0',
        };

    // "ACD", "BD": letters on offer in their order.
    private static bool AreLetters(ReadOnlySpan<char> word, uint offered)
    {
        for (var i = 0; i < word.Length; i++)
        {
            if (word[i] is < 'A' or > 'Z' || (Statement.Bit(word[i]) & offered) == 0 || (i > 0 && word[i] <= word[i - 1]))
                return false;
        }

        return true;
    }

    // "e.g.", "i.e.", "n/a" and "peut-être" are words; the Turkish "C'dir" is the letter C and a verb.
    private static int LengthOfAbbreviationOr(int length, string text, int at)
    {
        if (
            length == 1
            && at + 3 < text.Length
            && text[at + 1] == '.'
            && text[at + 3] == '.'
            && ((text[at] is 'e' or 'E' && text[at + 2] == 'g') || (text[at] is 'i' or 'I' && text[at + 2] == 'e'))
        )
            return 4;
        if (length is 1 or 4)
        {
            foreach (var word in WordList.Joined)
            {
                var end = at + word.Length;
                if (text.AsSpan(at).StartsWith(word, StringComparison.OrdinalIgnoreCase) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
                    return word.Length;
            }
        }

        return
            length is > 3 and < 6
            && text[at + 1] is '\'' or '\u2019'
            && char.IsAsciiLetterUpper(text[at])
            && text[at + 2] is 'd' or 't'
            && text[at + length - 1] == 'r'
            ? 1
            : length;
    }

    // <b>, </b>, <strong>: 0 for anything else.
    private static int TagLength(string text, int at)
    {
        var name = at + 1 < text.Length && text[at + 1] == '/' ? at + 2 : at + 1;
        var end = name;
        while (end < text.Length && end - name < 8 && char.IsAsciiLetterLower(text[end]))
            end++;
        return end < text.Length && text[end] == '>' && text.AsSpan(name, end - name) is "b" or "i" or "u" or "em" or "strong" or "mark" or "center"
            ? end + 1 - at
            : 0;
    }

    private static Token Marked(char mark, int at) => new(TokenKind.Mark, at, at + 1, Words.None, mark, '\0', false, false);

    private static void AddLine(List<Token> tokens, int start, int end)
    {
        if (tokens.Count > 0 && tokens[^1].Kind != TokenKind.Line)
            tokens.Add(new Token(TokenKind.Line, start, end, Words.None, '\n', '\0', false, false));
    }

    private static int ReadCommand(string text, int at, List<Token> tokens, ref bool boxNext)
    {
        if (string.CompareOrdinal(text, at, "\boxed", 0, 5) == 0)
        {
            boxNext = true;
            return at + 5;
        }

        var end = at + 1;
        while (end < text.Length && char.IsAsciiLetter(text[end]) && end - at < 24)
            end++;
        var name = text.AsSpan(at + 1, end - at - 1);
        if (name.IsEmpty)
        {
            if (end < text.Length && text[end] == '\\')
                AddLine(tokens, at, end + 1);
            return Math.Min(end + 1, text.Length);
        }

        if (name is "boxed" or "fbox")
        {
            var brace = end;
            while (brace < text.Length && text[brace] == ' ')
                brace++;
            boxNext = brace < text.Length && text[brace] == '{';
        }
        else if (!_wrapperCommands.Contains(name))
        {
            tokens.Add(new Token(TokenKind.Word, at, end, Words.None, '\0', '\0', false, false));
        }

        return end;
    }

    private static Token Word(string text, int start, int end, uint offered)
    {
        var word = text.AsSpan(start, end - start);
        if (word.Length > 1)
        {
            var known =
                IsCjk(word[0]) || word[0] is >= '\u0E00' and <= '\u0E7F' ? WordList.ClassifyRun(word)
                : word.Contains('\u2019') ? WordList.Classify(word.ToString().Replace('\u2019', '\''))
                : WordList.Classify(word);
            return new Token(TokenKind.Word, start, end, known, '\0', '\0', false, false);
        }

        var letter = Label(word[0]);
        if (letter == '\0' || (letter == 'I' && (offered & Statement.Bit('I')) == 0) || IsGlued(text, start, end))
            return new Token(
                TokenKind.Word,
                start,
                end,
                IsCjk(word[0]) ? WordList.ClassifyRun(word) : WordList.Classify(word),
                '\0',
                '\0',
                false,
                false
            );
        var upper = !char.IsAsciiLetterLower(word[0]);
        return new Token(TokenKind.Word, start, end, WordList.Classify(word), '\0', letter, upper, IsWrapped(text, start, end));
    }

    // B-cell, C++, x^A, B_1, U.S.A. and f'(B) are no labels.
    private static bool IsGlued(string text, int start, int end)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        var afterThat = end + 1 < text.Length ? text[end + 1] : ' ';
        if (
            after is '+' or '^' or '%' or '@' or '\u00B2' or '\u00B3' or '\u207A' or '\u207B'
            || before is '^' or '°' or '∠' or '\\' or '@' or '+' or '%'
        )
            return true;
        if (
            after is '-' or '_' or '\''
            && !(after == '\'' && afterThat is 'd' or 't' && char.IsAsciiLetterUpper(text[start]))
            && (char.IsLetterOrDigit(afterThat) || afterThat == '{')
        )
            return true;
        if (before is '-' or '_' && start > 1 && char.IsLetterOrDigit(text[start - 2]))
            return true;
        if (before == '.' && start > 1 && char.IsAsciiLetter(text[start - 2]) && (start < 3 || !char.IsAsciiLetter(text[start - 3])))
            return true;
        return after == '.' && char.IsAsciiLetter(afterThat) && end + 2 < text.Length && text[end + 2] == '.';
    }

    private static bool IsWrapped(string text, int start, int end)
    {
        var before = start > 0 ? text[start - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        return before is '(' or '[' or '{' or '*' or '_' or '$' or '"' or '\'' or '`' or '\u201C' or '\u2018' or '「' or '（' or '【' or '<'
                && after
                    is ')'
                        or ']'
                        or '}'
                        or '*'
                        or '_'
                        or '$'
                        or '"'
                        or '\''
                        or '`'
                        or '\u201D'
                        or '\u2019'
                        or '」'
                        or '）'
                        or '】'
                        or '<'
                        or '.'
                        or ':'
                        or '\\'
            || (before == '>' && after == '<');
    }

    private static bool IsWrapper(char c) =>
        c
            is '*'
                or '`'
                or '$'
                or '_'
                or '"'
                or '\''
                or '~'
                or '#'
                or '|'
                or '\u201C'
                or '\u201D'
                or '\u2018'
                or '\u2019'
                or '「'
                or '」'
                or '【'
                or '】'
                or '\u200B'
                or '\uFE0F';

    private static char Fold(char c) =>
        c switch
        {
            '：' => ':',
            '，' or '、' => ',',
            '。' or '．' or '।' or '۔' => '.',
            '（' => '(',
            '）' => ')',
            '；' => ';',
            '？' => '?',
            '！' => '!',
            '–' or '—' or '―' => '-',
            _ => c,
        };

    private static bool IsWordChar(char c) =>
        char.IsLetterOrDigit(c)
        || (
            c > 127
            && char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.OtherSymbol
            && c != '\uFE0F'
        );

    private static int EndOfWord(string text, int start)
    {
        var cjk = IsCjk(text[start]);
        var end = start + 1;
        while (end < text.Length)
        {
            var c = text[end];
            if (c is '\'' or '\u2019')
            {
                if (end + 1 >= text.Length || !char.IsAsciiLetter(text[end + 1]) || !char.IsAsciiLetter(text[end - 1]))
                    break;
            }
            else if (!IsWordChar(c) || IsCjk(c) != cjk)
            {
                break;
            }

            end++;
        }

        return end;
    }

    private static bool IsCjk(char c) => c is >= '\u2E80' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF' or >= '\uF900' and <= '\uFAFF';
}
