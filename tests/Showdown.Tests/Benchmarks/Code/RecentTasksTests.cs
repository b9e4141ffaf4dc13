using Showdown.Benchmarks.Code;
using Showdown.Sandboxing;

namespace Showdown.Tests.Benchmarks.Code;

public sealed class RecentTasksTests
{
    private readonly RecentTasks _recent = new(mostCharacters: 10);

    [Fact]
    public void Find_GivesWhatWasKept()
    {
        var task = Task("a");
        _recent.Keep("a", task, 4);
        Assert.Same(task, _recent.Find("a"));
        Assert.Null(_recent.Find("b"));
    }

    [Fact]
    public void Keep_DropsWhatWasNotUsedForLongest()
    {
        _recent.Keep("a", Task("a"), 4);
        _recent.Keep("b", Task("b"), 4);
        Assert.NotNull(_recent.Find("a"));
        _recent.Keep("c", Task("c"), 6);
        Assert.NotNull(_recent.Find("a"));
        Assert.Null(_recent.Find("b"));
        Assert.NotNull(_recent.Find("c"));
    }

    [Fact]
    public void Keep_LeavesOutWhatIsTooLong()
    {
        _recent.Keep("a", Task("a"), 4);
        _recent.Keep("b", Task("b"), 11);
        Assert.Null(_recent.Find("b"));
        Assert.NotNull(_recent.Find("a"));
    }

    private static ScriptTask Task(string id) => new() { Id = id, Tests = [] };
}
