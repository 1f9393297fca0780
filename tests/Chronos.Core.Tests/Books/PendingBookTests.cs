using Chronos.Core.Books;
using Chronos.Core.Model;

namespace Chronos.Core.Tests.Books;

public class PendingBookTests
{
    [Fact]
    public void FindsByStrategyAndIdAndKeepsTheOrder()
    {
        var book = Filled(3);
        book.Remove(default, new ProposalId(2));

        Assert.Equal([1ul, 3ul], book.Snapshot().Entries.Select(e => e.Proposal.Value));
        Assert.True(System.Runtime.CompilerServices.Unsafe.IsNullRef(in book.Find(default, new ProposalId(2))));
        Assert.True(System.Runtime.CompilerServices.Unsafe.IsNullRef(in book.Find(new StrategyId(1), new ProposalId(1))));
        Assert.Equal(30, book.Find(default, new ProposalId(3)).UntilNanos);
    }

    [Fact]
    public void KnowsWhatIsDueAndWhenTheNextIs()
    {
        var book = new PendingBook();
        Assert.Equal(long.MaxValue, book.NextExpiryNanos);
        Assert.False(book.TryDue(long.MaxValue, out _));
        book = Filled(3);

        Assert.Equal(10, book.NextExpiryNanos);
        Assert.False(book.TryDue(9, out _));
        Assert.True(book.TryDue(10, out var due));
        Assert.Equal(1ul, due.Proposal.Value);
        book.Remove(default, due.Proposal);
        Assert.Equal(20, book.NextExpiryNanos);
        book.ExpireAll(5);
        Assert.Equal(5, book.NextExpiryNanos);
        Assert.True(book.TryDue(5, out _));
    }

    [Fact]
    public void EverythingThatDecidesIsInTheHash()
    {
        Action<PendingBook>[] changes =
        [
            b => b.Remove(default, new ProposalId(2)),
            b => b.ExpireAll(1),
            b => b.Keep(default, new ProposalId(1), 0, VoteKind.Approve, 1, default, default),
            b => b.Keep(default, new ProposalId(1), 0, VoteKind.Object, 1, default, default),
            b => b.Keep(default, new ProposalId(1), 1, VoteKind.Approve, 1, default, default),
            b => b.Spend(0, 1),
            b => b.Spend(1, 1),
            b => b.Park(new ParkedEntry { Proposal = new ProposalId(4) }),
        ];
        var hashes = changes.Select(change =>
        {
            var book = Filled(2);
            change(book);
            return HashOf(book);
        }).Append(HashOf(Filled(2)));

        Assert.Equal(changes.Length + 1, hashes.Distinct().Count());
    }

    [Fact]
    public void AVotersWordReplacesTheOneBefore()
    {
        var entry = default(ParkedEntry);
        entry.Count(0, VoteKind.Approve);
        entry.Count(63, VoteKind.Approve);
        Assert.Equal((2, 0), (entry.Waiting().Approvals, entry.Waiting().Objections));
        entry.Count(63, VoteKind.Object);

        Assert.Equal((1, 1), (entry.Waiting().Approvals, entry.Waiting().Objections));
        Assert.Equal((2, 0), (entry.WaitingWith(63, VoteKind.Approve).Approvals, entry.WaitingWith(63, VoteKind.Approve).Objections));
        Assert.Equal(VoteKind.Veto, entry.WaitingWith(5, VoteKind.Veto).Vote);
        Assert.Equal((1, 1), (entry.Waiting().Approvals, entry.Waiting().Objections));
    }

    [Fact]
    public void VotersKeepCounterAndVotesWhereverThePolicyPutsThem()
    {
        var book = Filled(1);
        book.Spend(1, 7);
        book.Keep(default, new ProposalId(1), 0, VoteKind.Object, 1, default, default);
        book.Keep(default, new ProposalId(1), 1, VoteKind.Approve, 1, default, default);

        book.LoadVoters(["erin", "dave"]);

        Assert.Equal((1, -1), (book.FindVoter(VoterName.Of("dave")), book.FindVoter(VoterName.Of("carol"))));
        Assert.Equal((0ul, 7ul), (book.CounterOf(0), book.CounterOf(1)));
        var entry = book.Find(default, new ProposalId(1));
        Assert.Equal((0b10ul, 0ul), (entry.Approvals, entry.Objections));
        Assert.Equal(["dave"], entry.Tell(book.Snapshot().Voters).ApprovedBy);
    }

    [Fact]
    public async Task ReadersSeeWholeEntriesWhileTheWriterGoesOn()
    {
        var book = new PendingBook();
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (ulong i = 1; !stop.IsCancellationRequested; i++)
            {
                book.Park(new ParkedEntry { Proposal = new ProposalId(i), ContentHash = i, Sequence = (long)i });
                if (book.Count == 8)
                {
                    while (book.Count != 0)
                    {
                        book.Remove(default, book.Snapshot().Entries[0].Proposal);
                    }
                }
            }
        });

        for (var i = 0; i < 20_000; i++)
        {
            var before = 0ul;
            foreach (var entry in book.Snapshot().Entries)
            {
                Assert.Equal((entry.Proposal.Value, entry.Proposal.Value), (entry.ContentHash, (ulong)entry.Sequence));
                Assert.True(entry.Proposal.Value > before);
                before = entry.Proposal.Value;
            }
        }

        await stop.CancelAsync();
        await writer;
    }

    private static PendingBook Filled(int count)
    {
        var book = new PendingBook();
        book.LoadVoters(["carol", "dave"]);
        for (var i = 1; i <= count; i++)
        {
            book.Park(new ParkedEntry { Proposal = new ProposalId((ulong)i), UntilNanos = 10 * i, Sequence = 1 });
        }

        return book;
    }

    private static string HashOf(PendingBook book)
    {
        using var hash = new StateHash();
        book.AddTo(hash);
        return Convert.ToHexString(hash.Finish());
    }
}
