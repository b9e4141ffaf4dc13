using System.Collections.Frozen;

namespace Showdown.Scoring.Choice;

/// <summary>The words that statements of answers are made of, in the languages in which models are asked.</summary>
internal static class WordList
{
    private const int Longest = 16;

    private static readonly FrozenDictionary<string, Words> _classes = Build();

    private static readonly FrozenDictionary<string, Words>.AlternateLookup<ReadOnlySpan<char>> _bySpan = _classes.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    internal static readonly string[] CjkAnswers =
    [
        "答案",
        "正解",
        "正答",
        "回答",
        "解答",
        "答复",
        "答覆",
        "答曰",
        "故选",
        "故選",
        "应选",
        "應選",
        "选择",
        "選擇",
        "所以选",
        "因此选",
        "正确选项",
        "正確選項",
        "本题选",
        "答え",
        "정답",
        "답은",
        "답변",
    ];

    internal static readonly string[] CjkJudgements = ["正确", "正確", "错误", "錯誤", "符合", "不对", "应当", "應當", "选项", "選項"];

    internal static readonly string[] CjkOpinions = ["认为", "認為", "觉得", "覺得", "应该", "應該"];

    // Behind the letter: "Bだと思う", "Bではない", "BではなくC".
    internal static readonly string[] JapaneseOpinions = ["思う", "思います", "考える", "考えます"];

    internal static readonly string[] DenialsBehind = ["ではない", "ではありません", "じゃない", "じゃありません", "思わ", "아닙", "아니"];

    // Before the letter: "答案不可能是B"
    internal static readonly string[] DenialsBefore =
    [
        "不是",
        "并非",
        "並非",
        "不可能是",
        "不会是",
        "不會是",
        "不应是",
        "不應是",
        "不应选",
        "不應選",
        "不能选",
        "不能選",
        "不该选",
        "不該選",
    ];

    internal static readonly string[] InsteadBehind = ["ではなく", "じゃなく", "아니라"];

    internal static readonly string[] JapaneseWrongs = ["不正解", "正しくない", "間違い", "誤り"];

    /// <summary>Words with a mark in them.</summary>
    public static readonly string[] Joined = ["n/a", "peut-être"];

    /// <summary>
    /// For a first ASCII letter and a length, the last ASCII letters of the words that begin so and are so long, one bit each: most words of a
    /// completion are told from these alone.
    /// </summary>
    private static readonly uint[] _lastLetters = LastLetters();

    /// <summary>All words that stand alone.</summary>
    public static IReadOnlyDictionary<string, Words> All => _classes;

    public static Words Classify(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > Longest)
            return Words.None;
        var last = word[^1];
        if (char.IsAsciiLetter(word[0]) && char.IsAsciiLetter(last) && (_lastLetters[Place(word)] & (1u << (last & 31))) == 0)
            return Words.None;
        return _bySpan.TryGetValue(word, out var found) ? found : Words.None;
    }

    /// <summary>Chinese, Japanese, Korean and Thai run words together: cue and verb are found inside the run.</summary>
    public static Words ClassifyRun(ReadOnlySpan<char> run)
    {
        if (run.Length > 40)
            run = run[^40..];
        if (run[0] is >= '\u0E00' and <= '\u0E7F')
            return run.Contains("คำตอบ", StringComparison.Ordinal) ? Words.Answer | (run.EndsWith("คือ") ? Words.Is : Words.None)
                : run is "คือ" ? Words.Is
                : run is "ตอบ" ? Words.Answer | Words.Is
                : Words.None;
        if (HasAny(run, InsteadBehind))
            return Words.Not | Words.But;
        if (HasAny(run, JapaneseWrongs) && !run.Contains("間違いな", StringComparison.Ordinal))
            return Words.Is | Words.Wrong;
        if (run.Contains("正しい", StringComparison.Ordinal))
            return run[^1] == 'は' ? Words.Answer | Words.Is : Words.Is | Words.Right; // "正しいのはBです", "Bが正しい"
        if (HasAny(run, CjkAnswers))
        {
            return Words.Answer
                | Words.Is
                | (IsDenial(run) ? Words.Not : Words.None)
                | (run[0] is 'が' or 'は' or '是' or '为' or '為' or '정' or '답' or '正' ? Words.Right : Words.None);
        }

        if (IsDenial(run) || run.EndsWith("不选") || run.EndsWith("不選"))
            return Words.Not;
        if (run[^1] is '是' or '为' or '為' && run.Length > 2 && HasAny(run, CjkJudgements))
            return Words.Answer | Words.Is; // "正确的选项是", "错误的是"
        if (run is "而是" or "而应是")
            return Words.But | Words.Is;
        if (run is "答" or "답")
            return Words.Answer;
        if (
            run.Contains("不正确", StringComparison.Ordinal)
            || run.Contains("错误", StringComparison.Ordinal)
            || run.Contains("不对", StringComparison.Ordinal)
            || run.Contains("不正確", StringComparison.Ordinal)
        )
            return Words.Is | Words.Wrong;
        if (
            run is "是对的" or "对"
            || run.Contains("正确", StringComparison.Ordinal)
            || run.Contains("正確", StringComparison.Ordinal)
            || run.Contains("符合", StringComparison.Ordinal)
        )
            return Words.Is | Words.Right;
        return ClassifyVerb(run);
    }

    private static bool EndsWithAny(ReadOnlySpan<char> run, string[] words)
    {
        foreach (var word in words)
        {
            if (run.EndsWith(word))
                return true;
        }

        return false;
    }

    private static bool HasAny(ReadOnlySpan<char> run, string[] words)
    {
        foreach (var word in words)
        {
            if (run.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsDenial(ReadOnlySpan<char> run) => EndsWithAny(run, DenialsBefore) || HasAny(run, DenialsBehind);

    private static Words ClassifyVerb(ReadOnlySpan<char> run)
    {
        if (run.EndsWith("选项") || run.EndsWith("選項"))
            return Words.Option | Words.Filler;
        if (run[^1] is '选' or '選')
            return Words.Option | Words.Filler | Words.Answer | Words.Is;
        if (run[^1] is '是' or '为' or '為' && run.Length > 1 && HasAny(run, CjkOpinions))
            return Words.Answer | Words.Is;
        if (EndsWithAny(run, JapaneseOpinions))
            return Words.Is | Words.Right;
        return run is "是" or "为" or "為" or "は" or "が" or "가" or "이" ? Words.Is
            : run is "或" or "和" or "与" or "または" or "か" ? Words.Or
            : Words.None;
    }

    // The five low bits of an ASCII letter are its number in the alphabet, in either case.
    private static int Place(ReadOnlySpan<char> word) => ((word[0] & 31) << 5) | word.Length;

    private static uint[] LastLetters()
    {
        var letters = new uint[32 * 32];
        foreach (var word in _classes.Keys.Where(w => w.Length <= Longest && char.IsAsciiLetter(w[0]) && char.IsAsciiLetter(w[^1])))
            letters[Place(word)] |= 1u << (word[^1] & 31);
        return letters;
    }

    private static FrozenDictionary<string, Words> Build()
    {
        var words = new Dictionary<string, Words>(StringComparer.OrdinalIgnoreCase);
        void Add(Words part, string list)
        {
            foreach (var word in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                words[word] = words.GetValueOrDefault(word) | part;
        }

        Add(Words.Answer, "answer answers ans");
        Add(
            Words.Answer | Words.Foreign,
            "antwort lösung réponse reponse respuesta risposta resposta antwoord svar svaret odpowiedź odpowiedz "
                + "odpowiedzią odpověď odpoveď ответ ответом відповідь відповіддю "
                + "atsakymas atbilde cevap yanıt cevabı yanıtı jawaban jawabannya án lời απάντηση vastaus răspuns răspunsul raspunsul válasz "
                + "odgovor одговор отговор отговорът jibu sagot idahun ìdáhùn idáhùn àdáhùn àmọ̀nà ànúgọ àṣàyàn amsa "
                + "উত্তর উত্তরঃ उत्तर जवाब الجواب جواب الإجابة إجابة الاجابة پاسخ תשובה התשובה பதில் సమాధానం જવાબ ਉੱਤਰ ഉത്തരം ಉತ್ತರ"
        );
        Add(
            Words.Option,
            "letra lettre l'option l'opzione alternativa option choice alternative letter statement exception selection response "
                + "solution one option's opción opcion opção opzione optie вариант réponse buchstabe l'alternative विकल्प বিকল্প"
        );
        Add(
            Words.Right,
            "my our your better correct right best final appropriate accurate proper suitable likely plausible closest correcta "
                + "correcto correta correto corretta certa richtige richtig korrekte bonne juste exacte "
                + "correcte correct giusta juiste rätt rätta riktig riktige rigtig rigtige oikea правильный правильним правильным правильна верный "
                + "верният верен poprawna prawidłowa prawidłową správná správna točan тачан teisingas pareizā "
                + "corect helyes σωστή doğru صحیح الصحيحة الصحيح النهائية הנכונה सही সঠিক சரியான సరైన benar tepat đúng tamang sahihi"
        );
        Add(
            Words.Wrong,
            "incorrect wrong false invalid inaccurate impossible eliminated falsch falsche incorrecta errada fausse implausible "
                + "inconsistent faux incorrecto falso falsa неверный неправильный"
        );
        Add(
            Words.Is,
            "is are can be was being were est es ist é è är er jest lautet je adalah ialah este is's seems appears becomes remains "
                + "would should must has will comes looks это является είναι يكون هي هو היא है हैं yra ir este هے ہے است হল হলো آهے आहे "
                + "şıkkıdır dir dır dur dür tir tır tur tür"
        );
        Add(
            Words.Not,
            "not isn't isnt cannot can't cant never neither nor no wouldn't won't doesn't aren't nicht kein keine pas n'est não nie "
                + "не ليست refuse refused decline unable"
        );
        Add(Words.Is, "isn't isnt aren't cannot can't cant won't wouldn't doesn't n'est");
        Add(
            Words.Filler,
            "the that option choice answer letter therefore thus clearly correct right best most likely probably simply "
                + "definitely certainly surely undoubtedly evidently letra lettre буква indeed again definitely be number "
                + "hence actually only just la le el il die der das den l'option either both all of und opción one as follows mich für voor ⭐ ➡ ► ▶ ● ☞"
        );
        Add(
            Words.Loose,
            "i certain sure for without any doubt beyond course going to by elimination in my opinion view think believe given out "
                + "down nothing but than other first second third fourth last really exactly precisely now here"
        );
        Add(Words.Or, "or and nor und oder o y e et ou och eller или и");
        Add(Words.But, "but rather instead sondern sino mais it's");
        Add(Words.Hence, "therefore thus hence so accordingly consequently conclusion finally daher also donc luego entonces portanto quindi");
        Add(
            Words.Choose,
            "choose choosing chose chosen select selecting selected pick picking picked leaving leaves answered wähle entscheide "
                + "choisis elijo escojo scelgo escolho kies väljer velger vælger valitsen выбираю wybieram chọn memilih seçiyorum"
        );
        Add(
            Words.Hedge,
            "might may could would tempting tempted seem seems initially glance sight if suppose assume assuming unless naive "
                + "naively obvious intuitive intuitively mistaken mistakenly mistake trap "
                + "whether maybe perhaps possibly people students some distractor instinct hypothetically consider confuse example template wenn si "
                + "se vielleicht peut-être quizás"
        );
        Add(
            Words.AfterLabel,
            "because since as with which for due is and or but in by given based being weil parce porque perché omdat car "
                + "denn karena puisque dato pois rather instead not if when although though while whereas so under "
                + "here from according without once unlike after before where then despite provided per than over by due this that it only i he we "
                + "they et y e aber mais pero ma maar "
                + "has must should would can best seems fits und nicht non pas no rather"
        );
        Add(Words.Plural, "options choices candidates possibilities alternatives statements antworten optionen réponses opciones");
        Add(
            Words.Exclude,
            "eliminate eliminates eliminating eliminated exclude excludes excluding excluded rule rules ruled ruling discard "
                + "discarded reject rejected except"
        );
        Add(Words.WithWord, "with for");
        Add(Words.GoWord, "go goes going gone went opt opting left settle vote");
        Add(Words.Say, "say take think believe guess gives yields us");
        Add(Words.It, "it it's that's this that'd c'est");
        Add(Words.Is, "that'd it's that's c'est");
        Add(Words.Other, "second third alternative alternate backup fallback runner next another secondary 2nd 3rd");
        Add(Words.Fits, "fits matches satisfies works holds");
        Add(Words.Nothing, "none n/a nichts");
        Add(Words.Tick, "✅ ✓ ✔ ☑");
        Add(Words.Cross, "❌ ✗ ✘ ✖ ❎");
        Add(Words.Match, "match matches matching corresponds corresponding agrees equals namely i.e. given");
        Add(Words.Hedge, "e.g. either");
        Add(Words.Lacking, "among listed given provided determined there available shown present included offered here known clear answered found");
        Add(Words.Unknown, "unknown unclear undetermined undecidable ambiguous indeterminate");
        Add(
            Words.Narrative,
            "first firstly we let let's start begin consider step now next then to using from recall note suppose assume " + "define denote if"
        );
        Add(Words.Of, "of from in at on with von di de da do du des del dos das od z от y et e en na");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
