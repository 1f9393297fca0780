using Chronos.Core.Journal;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Scenarios;
using Chronos.Core.Venues;

namespace Chronos.Core.Tests.Engine;

public class ChronosOptionsTests
{
    [Fact]
    public void TellsEveryViolationAtOnce()
    {
        using var keys = EngineFixture.NewKeys();
        var options = new ChronosOptions
        {
            Policy = PolicyFile.Sample(),
            Keys = keys,
            Journal = new JournalOptions { DataDirectory = "never-made", RingBytes = 4096 },
            Venues = [new PaperVenue(new PaperVenueOptions { Name = "elsewhere" })],
            Operators = new Dictionary<string, ReadOnlyMemory<byte>> { ["mallory"] = new byte[31] },
            RingSize = 100,
            ProposalWindow = 8,
            WorkingOrdersMax = 0,
            TickMillis = -1,
            Mode = EngineMode.Live,
        };

        var refused = Assert.Throws<ArgumentException>(() => new ChronosEngine(options));

        foreach (var name in new[]
        {
            "RingSize is 100, not a power of two", "ProposalWindow is 8, outside 16", "WorkingOrdersMax is 0", "TickMillis is -1",
            "Journal: the ring needs", "Operators['mallory']: a key has", "do not name 'mallory'", "one must be named 'paper'", "no venue 'elsewhere'",
            "'elsewhere' is simulated, which does not go with mode Live",
        })
        {
            Assert.Contains(name, refused.Message, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists("never-made"));
    }

    [Fact]
    public void PaperKeepsItsSealKeyOverRestarts()
    {
        var directory = Path.Combine(Path.GetTempPath(), "chronos-test-" + Guid.NewGuid().ToString("N"));
        try
        {
            for (var run = 0; run < 2; run++)
            {
                var options = ChronosOptions.Paper(PolicyFile.Sample(), directory, Core.Commands.OperatorKey.New("alice"));
                using var keys = options.Keys;
                using var engine = new ChronosEngine(options);
                engine.Start();
                Assert.Equal(run == 0 ? 0 : 1, engine.Recovered.StateHashesConfirmed);
                Assert.True(engine.Stop());
            }

            Assert.True(File.Exists(Path.Combine(directory, "seal.key")));
            Assert.False(Directory.Exists(Recovery.DefaultRingDirectory(directory)));
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
