using Showdown.Running;

namespace Showdown.Tests.Running;

public sealed class LeaseOwnerTests
{
    [Fact]
    public void IsDead_IsFalse_ForThisProcess_WhoseStartMayBeReadASecondOff()
    {
        var mine = LeaseOwner.New();
        Assert.False(LeaseOwner.IsDead(mine));
        var parts = mine.Split('/');
        foreach (var off in new[] { -1, 1 })
            Assert.False(LeaseOwner.IsDead($"{parts[0]}/{parts[1]}/{long.Parse(parts[2]) + off}/1"));
        Assert.NotEqual(mine, LeaseOwner.New());
    }

    [Theory]
    [InlineData("another-machine/1/1/1", false)] // nobody here can tell
    [InlineData("nonsense", false)]
    public void IsDead_IsFalse_WhenItCannotBeTold(string owner, bool dead) => Assert.Equal(dead, LeaseOwner.IsDead(owner));

    [Fact]
    public void IsDead_IsTrue_ForAProcessThatIsGone_OrWhoseIdIsAnothersNow()
    {
        var machine = LeaseOwner.Process.Split('/')[0];
        Assert.True(LeaseOwner.IsDead($"{machine}/2147480000/1/1"));
        Assert.True(LeaseOwner.IsDead($"{machine}/{Environment.ProcessId}/1/1"));
    }

    [Fact]
    public void IsDead_IsFalse_InAnotherContainer_ThatHasTheMachinesName() =>
        Assert.False(LeaseOwner.IsDead($"{Environment.MachineName}:1/2147480000/1/1"));

    [Fact]
    public void Words_NameProcessAndMachine() =>
        Assert.Equal($"process {Environment.ProcessId} on {Environment.MachineName}", LeaseOwner.Words(LeaseOwner.New()));
}
