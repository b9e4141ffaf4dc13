using System.Collections.Frozen;

namespace Showdown.Scoring.Choice;

/// <summary>What part a word can play in the statement of an answer.</summary>
[Flags]
internal enum Words
{
    None = 0,

    /// <summary>"answer" in many languages.</summary>
    Answer = 1 << 0,

    /// <summary>"option", "choice": a statement only beside <see cref="Right"/>, otherwise the mere name of an option.</summary>
    Option = 1 << 1,

    /// <summary>"correct", "best" ...</summary>
    Right = 1 << 2,

    /// <summary>"incorrect", "wrong" ...</summary>
    Wrong = 1 << 3,

    /// <summary>"is" and its like.</summary>
    Is = 1 << 4,
    Not = 1 << 5,

    /// <summary>May stand between "is" and the letter.</summary>
    Filler = 1 << 6,
    Or = 1 << 7,

    /// <summary>Turns a denial into a statement: "not A but B".</summary>
    But = 1 << 8,

    /// <summary>"therefore", "so".</summary>
    Hence = 1 << 9,

    /// <summary>"choose", "select", "leaves".</summary>
    Choose = 1 << 10,

    /// <summary>Makes a sentence a musing, not a statement: "tempting", "might", "if".</summary>
    Hedge = 1 << 11,

    /// <summary>May follow the label A without making it an article.</summary>
    AfterLabel = 1 << 12,

    /// <summary>"options", "choices": what follows is a list of them.</summary>
    Plural = 1 << 13,

    /// <summary>"eliminate", "rule out": what follows is denied.</summary>
    Exclude = 1 << 14,

    /// <summary>"go with", "left with", "opt for": choosing only when <see cref="GoWord"/> stands before.</summary>
    WithWord = 1 << 15,
    GoWord = 1 << 16,

    /// <summary>"it": "it is B" states something only as a whole sentence.</summary>
    It = 1 << 17,

    /// <summary>"I'd say B": states something only when the letter ends the clause.</summary>
    Say = 1 << 18,
}

internal static class WordList
{
    private static readonly FrozenDictionary<string, Words> _classes = Build();

    private static readonly FrozenDictionary<string, Words>.AlternateLookup<ReadOnlySpan<char>> _bySpan = _classes.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] _chineseAnswers = ["答案", "正解", "回答", "故选", "故選", "应选", "應選", "选择", "選擇", "所以选", "因此选", "正确选项", "正確選項", "本题选", "答え", "정답", "답은"];

    public static Words Classify(ReadOnlySpan<char> word) => word.Length <= 16 && _bySpan.TryGetValue(word, out var found) ? found : Words.None;

    /// <summary>Chinese, Japanese and Korean run words together: cue and verb are found inside the run.</summary>
    public static Words ClassifyRun(ReadOnlySpan<char> run)
    {
        if (run.Length > 40)
            run = run[^40..];
        if (run[0] is >= '\u0E00' and <= '\u0E7F')
            return run.Contains("คำตอบ", StringComparison.Ordinal) ? Words.Answer | (run.EndsWith("คือ") ? Words.Is : Words.None) : run is "คือ" ? Words.Is : Words.None;
        if (run.EndsWith("不是") || run.EndsWith("并非") || run.EndsWith("不选"))
            return Words.Not;
        foreach (var cue in _chineseAnswers)
        {
            if (run.Contains(cue, StringComparison.Ordinal))
                return Words.Answer | Words.Is;
        }

        if (run is "답")
            return Words.Answer;
        if (run.Contains("不正确", StringComparison.Ordinal) || run.Contains("错误", StringComparison.Ordinal) || run.Contains("不对", StringComparison.Ordinal))
            return Words.Is | Words.Wrong;
        if (run.Contains("正确", StringComparison.Ordinal) || run.Contains("符合", StringComparison.Ordinal))
            return Words.Is | Words.Right;
        if (run.EndsWith("选项") || run.EndsWith("選項") || run.EndsWith("选"))
            return Words.Option | Words.Filler | (run.Length == 1 ? Words.Answer | Words.Is : Words.None);
        return run is "是" or "为" or "為" or "は" ? Words.Is : run is "或" or "和" or "与" or "または" ? Words.Or : Words.None;
    }

    private static FrozenDictionary<string, Words> Build()
    {
        var words = new Dictionary<string, Words>(StringComparer.OrdinalIgnoreCase);
        void Add(Words part, string list)
        {
            foreach (var word in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                words[word] = words.GetValueOrDefault(word) | part;
        }

        Add(Words.Answer, "answer answers ans antwort réponse reponse respuesta risposta resposta antwoord svar svaret odpowiedź odpowiedz odpověď odpoveď ответ ответом відповідь cevap yanıt cevabı "
            + "jawaban án απάντηση vastaus răspuns raspunsul răspunsul válasz odgovor отговор jibu sagot idahun amsa উত্তর उत्तर जवाब คำตอบ الجواب الإجابة إجابة الاجابة תשובה התשובה பதில் సమాధానం");
        Add(Words.Option, "letra alternativa option choice alternative letter statement selection response solution one option's opción opcion opção opzione optie вариант réponse");
        Add(Words.Right, "my correct right best final appropriate accurate proper suitable likely plausible closest correcta correcto correta corretta richtige richtig bonne juste exacte juiste правильный верный správná prawidłowa doğru");
        Add(Words.Wrong, "incorrect wrong false invalid inaccurate impossible eliminated falsch incorrecta errada fausse implausible inconsistent");
        Add(Words.Is, "is can be are was being est es ist é è är er jest lautet je la là adalah ialah este is's seems appears becomes remains's would should must это يكون هي هو है");
        Add(Words.Not, "not isn't isnt cannot can't cant never neither nor no wouldn't won't doesn't aren't nicht kein pas n'est não nie не ليست");
        Add(Words.Is, "isn't isnt aren't cannot can't cant won't wouldn't doesn't");
        Add(Words.Filler, "the that option choice answer letter therefore thus clearly correct right best most likely probably simply definitely certainly surely letra буква indeed again definitely be number hence actually only just la le el die der das l'option both either all of und opción one as follows therefore");
        Add(Words.Or, "or and und oder o y e et ou och eller или и");
        Add(Words.But, "but rather instead sondern sino mais it's");
        Add(Words.Hence, "therefore thus hence so accordingly consequently conclusion finally daher also donc luego entonces portanto quindi");
        Add(Words.Choose, "choose choosing chose chosen select selecting selected pick picking picked leaving leaves");
        Add(Words.Hedge, "might may could would tempting tempted seem seems initially glance sight if suppose assume assuming unless naive naively obvious intuitive intuitively mistaken mistakenly mistake trap "
            + "whether maybe perhaps possibly people students some distractor instinct hypothetically consider confuse");
        Add(Words.AfterLabel, "because since as with which for due is and or but in by given based being weil parce porque");
        Add(Words.Plural, "options choices candidates possibilities alternatives statements");
        Add(Words.Exclude, "eliminate eliminates eliminating eliminated exclude excludes excluding excluded rule rules ruled ruling discard discarded reject rejected except");
        Add(Words.WithWord, "with for");
        Add(Words.GoWord, "go goes going gone went opt opting left settle vote");
        Add(Words.Say, "say think guess gives yields us");
        Add(Words.It, "it it's that's this");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
