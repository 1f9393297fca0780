using Chronos.Core.Books;

namespace Chronos.Core.Tests.Books;

public class ExecutionWindowTests
{
    [Fact]
    public void RemembersTheLast4096OfRisingIdsExactly()
    {
        var window = new ExecutionWindow();
        for (ulong id = 1; id <= 10_000; id++)
        {
            Assert.False(window.Contains(id));
            window.Record(id);
        }

        for (ulong id = 1; id <= 10_000; id++)
        {
            Assert.Equal(id > 10_000 - 4_096, window.Contains(id));
        }
    }

    [Fact]
    public void TakesZeroForNoId()
    {
        var window = new ExecutionWindow();
        window.Record(0);

        Assert.False(window.Contains(0));
    }
}
