using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Books;

public class ProposalWindowTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void SaysExactlyWhatANaiveSetSays(int seed)
    {
        const int Size = 64;
        var random = new Random(seed);
        var window = new ProposalWindow(Size, null);
        var used = new Dictionary<ulong, (ulong Content, long Sequence)>();
        ulong highest = 0;
        for (var i = 1; i < 10_000; i++)
        {
            var id = (ulong)Math.Max(1, (long)highest + random.Next(-90, random.Next(100) == 0 ? 500 : 6));
            var content = (ulong)random.Next(2);
            var expected = id + Size <= highest ? ReasonCode.ProposalIdTooOld
                : !used.TryGetValue(id, out var known) ? ReasonCode.None
                : known.Content == content ? ReasonCode.DuplicateProposal : ReasonCode.ProposalIdReused;

            Assert.Equal(expected, window.Judge(id, content, out var original));
            if (expected is ReasonCode.DuplicateProposal or ReasonCode.ProposalIdReused)
            {
                Assert.Equal(used[id].Sequence, original);
            }

            if (expected == ReasonCode.None)
            {
                window.Record(id, content, i, new OrderId((ulong)i));
                used.Add(id, (content, i));
                highest = Math.Max(highest, id);
                Assert.Equal(new OrderId((ulong)i), window.OrderOf(id));
            }
        }
    }

    [Theory]
    [InlineData(16, 64)]
    [InlineData(64, 16)]
    public void NeverTakesAKnownIdForNewWhenItsSizeChanges(int before, int after)
    {
        var window = new ProposalWindow(before, null);
        for (ulong id = 1; id <= 100; id++)
        {
            window.Record(id, id, (long)id, default);
        }

        var resized = new ProposalWindow(after, window);

        for (ulong id = 1; id <= 100; id++)
        {
            Assert.NotEqual(ReasonCode.None, resized.Judge(id, id, out _));
        }

        Assert.Equal(ReasonCode.None, resized.Judge(101, 1, out _));
    }

    [Fact]
    public void KnowsTheLargestId()
    {
        var window = new ProposalWindow(16, null);
        window.Record(ulong.MaxValue, 1, 1, default);

        Assert.Equal(ReasonCode.DuplicateProposal, window.Judge(ulong.MaxValue, 1, out _));
        Assert.Equal(ReasonCode.None, window.Judge(ulong.MaxValue - 15, 1, out _));
        Assert.Equal(ReasonCode.ProposalIdTooOld, window.Judge(ulong.MaxValue - 16, 1, out _));
    }
}
