using Chronos.Core.Replay.Snapshots;

namespace Chronos.Core.Tests.Replay.Snapshots;

/// <summary>What a snapshot cannot hold is told with the way to it, when the layout is made and not when it is too late.</summary>
public class GraphLayoutTests
{
    [Fact]
    public void RefusesWhatIsNotItsOwn()
    {
        var refused = Assert.Throws<NotSupportedException>(() => new GraphLayout(typeof(Unclosed), typeof(string)));
        Assert.Contains("Unclosed", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(nint[]))]
    [InlineData(typeof(int?[]))]
    [InlineData(typeof(Dictionary<int, int>[]))]
    [InlineData(typeof(Action[]))]
    [InlineData(typeof(object[]))]
    [InlineData(typeof(List<int>[]))]
    public void RefusesElementsThatAreNotValuesOrClosedClasses(Type type)
    {
        var refused = Assert.Throws<NotSupportedException>(() => new GraphLayout(type, typeof(string)));
        Assert.Contains(type.Name + "[]", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TellsLayoutsApart()
    {
        var types = new[] { typeof(int[]), typeof(long[]), typeof((int, long)[]), typeof((long, int)[]), typeof(DayOfWeek[]) };
        var prints = types.Select(t => Convert.ToHexString(new GraphLayout(t, typeof(string)).Fingerprint)).ToHashSet();
        Assert.Equal(types.Length, prints.Count);
    }

    [Fact]
    public void TellsWhereFieldsStand()
    {
        var description = new GraphLayout(typeof((byte, long)[]), typeof(string)).Description;
        Assert.Contains("16 bytes", description, StringComparison.Ordinal);
        Assert.Contains("Item1 System.Byte at 8", description, StringComparison.Ordinal);
    }

    private sealed class Unclosed;
}
