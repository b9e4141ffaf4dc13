using Xunit;

namespace Showdown.Mutation;

/// <summary>Makes test classes, with what they ask for in their constructors; what several ask for is made once.</summary>
internal sealed class Fixtures
{
    private readonly Dictionary<Type, object> _made = [];

    public async Task<object> MakeAsync(Type type)
    {
        var arguments = new List<object>();
        foreach (var parameter in type.GetConstructors().Single().GetParameters())
            arguments.Add(parameter.ParameterType == typeof(ITestOutputHelper) ? Silence.Instance : await SharedAsync(parameter.ParameterType));
        return Activator.CreateInstance(type, [.. arguments])!;
    }

    private async Task<object> SharedAsync(Type type)
    {
        if (_made.TryGetValue(type, out var there))
            return there;
        var made = await MakeAsync(type);
        if (made is IAsyncLifetime lifetime)
            await lifetime.InitializeAsync();
        return _made[type] = made;
    }

    private sealed class Silence : ITestOutputHelper
    {
        public static Silence Instance { get; } = new();

        public string Output => "";

        public void Write(string message) { }

        public void Write(string format, params object[] args) { }

        public void WriteLine(string message) { }

        public void WriteLine(string format, params object[] args) { }
    }
}
