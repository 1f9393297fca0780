using Chronos.Core.Model;
using Chronos.Weex.Orders;
using Chronos.Weex.Wire;
using FsCheck;
using FsCheck.Fluent;
using static Chronos.Weex.Tests.Orders.TrackerFixture;

namespace Chronos.Weex.Tests.Orders;

/// <summary>Pushes, answers and readings in any order, some of them twice: each fill is told once, each order ends once, and never before its fills.</summary>
public class OrderOfArrivalTests
{
    private const int Orders = 4;

    [Fact]
    public void ChangesNothingInTheEnd() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => Play(new System.Random(seed))));

    private static void Play(System.Random random)
    {
        var f = new TrackerFixture();
        var stories = Enumerable.Range(1, Orders).Select(n => Story(n, random)).ToArray();
        List<Action> events = [];
        foreach (var story in stories)
        {
            f.Send(story.Number);
            events.AddRange(story.Events(f, random));
        }

        // Once or twice, in any order.
        var arriving = events.Concat(events.Where(_ => random.Next(4) == 0)).OrderBy(_ => random.Next()).ToList();
        foreach (var arrives in arriving)
        {
            f.Now += random.Next(50);
            arrives();
            AssertSound(f, stories, isEnd: false);
        }

        // What was never heard is in the lists.
        f.Now += 200_000;
        for (var i = 0; i < Options.AbsentPassesMinWithGap + 1; i++)
        {
            f.Now += 10_000;
            f.Pass(
                history: [.. stories.Where(s => s.Arrived).Select(s => NewOrder(s.Number, s.End, s.Executed))],
                fills: [.. stories.SelectMany(s => s.Fills)],
                streamSince: random.Next(2) == 0 ? null : Start - 1);
        }

        AssertSound(f, stories, isEnd: true);
        Assert.Empty(f.Tracker.Live);
        Assert.False(f.Tracker.NeedsPass);
        Assert.Empty(f.Tracker.Troubles);
    }

    private static void AssertSound(TrackerFixture f, Life[] stories, bool isEnd)
    {
        foreach (var story in stories)
        {
            var told = f.Told.Reports.Where(r => r.Order == Id(story.Number)).ToList();
            var fills = told.Where(r => r.Kind == ReportKind.Fill).ToList();
            Assert.Equal(fills.Count, fills.DistinctBy(r => r.ExecutionId).Count());
            var filled = fills.Sum(r => r.LastQuantity.Units);
            var ends = told.Count(r => r.Kind is ReportKind.Canceled or ReportKind.Rejected or ReportKind.NotSent);
            var isFull = filled == Q(10).Units;
            Assert.True(ends <= 1);
            Assert.True(told.Count(r => r.Kind == ReportKind.Acknowledged) <= 1);
            if (ends == 1)
            {
                Assert.Equal(Q(story.Executed).Units, filled);
                Assert.False(isFull);
                Assert.Equal(story.Arrived, told.All(r => r.Kind is not (ReportKind.NotSent or ReportKind.Rejected)));
            }

            if (isEnd)
            {
                Assert.Equal(Q(story.Executed).Units, filled);
                Assert.Equal(isFull ? 0 : 1, ends);
                Assert.Equal(story.Cancels, told.Count(r => (r.Flags & ReportFlags.AnswersCancel) != 0));
            }
        }
    }

    private static Life Story(int number, System.Random random)
    {
        var arrived = random.Next(5) != 0;
        var executed = arrived ? random.Next(11) : 0;
        List<WeexFill> fills = [];
        for (var left = executed; left > 0;)
        {
            var lots = 1 + random.Next(left);
            fills.Add(NewFill(number, (number * 100) + fills.Count, lots));
            left -= lots;
        }

        return new Life(number, arrived, executed, fills, executed == 10 ? WeexOrderStatus.Filled : WeexOrderStatus.Canceled);
    }

    private sealed record Life(int Number, bool Arrived, int Executed, List<WeexFill> Fills, WeexOrderStatus End)
    {
        public int Cancels { get; private set; }

        public IEnumerable<Action> Events(TrackerFixture f, System.Random random)
        {
            var outcome = Arrived && random.Next(2) == 0 ? WeexOutcome.Done
                : !Arrived && random.Next(3) == 0 ? WeexOutcome.NotWritten
                : WeexOutcome.Unknown;
            yield return () => f.Placed(Number, outcome);
            if (random.Next(2) == 0)
            {
                var answer = random.Next(3) switch { 0 => WeexOutcome.Done, 1 => WeexOutcome.OrderUnknown, _ => WeexOutcome.Unknown };
                yield return () =>
                {
                    // The engine has one cancel under way at most.
                    if (f.Tracker.Live.FirstOrDefault(o => o.Id == Id(Number)) is not { CancelAsked: true })
                    {
                        Cancels++;
                        f.Cancel(Number);
                    }

                    f.Canceled(Number, answer);
                };
            }

            if (!Arrived)
            {
                yield break;
            }

            foreach (var fill in Fills)
            {
                if (random.Next(3) != 0)
                {
                    yield return () => f.Tracker.OnFill(fill, f.Now, f.Told);
                }

                if (random.Next(3) == 0)
                {
                    yield return () => f.Tracker.OnFill(fill with { Price = null }, f.Now, f.Told);
                }
            }

            var seen = random.Next(Executed + 1);
            yield return () => f.Order(Number, seen == 0 ? WeexOrderStatus.New : seen == 10 ? WeexOrderStatus.Pending : WeexOrderStatus.PartiallyFilled, seen);
            if (random.Next(2) == 0)
            {
                yield return () => f.Order(Number, End, Executed);
            }
        }
    }
}
