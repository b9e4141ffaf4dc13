using Showdown.Sandboxing;

namespace Showdown.Tests.Sandboxing;

public sealed class CodeTaskTests
{
    [Fact]
    public void TestBytes_CountWhatTheTestsTakeWhenTheyAreUnpacked()
    {
        CodeTask script = new ScriptTask { Id = "1", Tests = [new ScriptTest(new string('1', 3000), "12"), new ScriptTest("", "5")] };
        Assert.Equal(2 * 3003, script.TestBytes);
        CodeTask function = new FunctionTask
        {
            Id = "1",
            EntryPoint = "f",
            Groups =
            [
                new TestGroup("base", [new CallTest(new byte[10]), new CallTest(new byte[10], new byte[7])]),
                new TestGroup("plus", [new CallTest(new byte[100])]),
            ],
        };
        Assert.Equal(127, function.TestBytes);
    }
}
