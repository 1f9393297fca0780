using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using Chronos.Core.Decode;
using Chronos.Core.Model;
using Chronos.Core.Policies;
using Chronos.Core.Tests.Policies;
using Xunit.Abstractions;

namespace Chronos.Core.Tests.Decode;

public partial class FrameReaderTests(ITestOutputHelper output)
{
    private const long CreatedAt = 1_767_605_400_250_000_000;

    private static readonly Proposal Valid = new()
    {
        Strategy = new StrategyId(1),
        Id = new ProposalId(42),
        Instrument = new InstrumentId(2),
        Side = OrderSide.Buy,
        Type = OrderType.Limit,
        TimeInForce = TimeInForce.Gtc,
        Flags = ProposalFlags.AllowResize,
        ConfidencePpm = 820_000,
        Quantity = Quantity.Parse("0.25"),
        LimitPrice = Price.Parse("87000"),
        CreatedAtNanos = CreatedAt,
        ExpiresAtNanos = CreatedAt + 1,
        StopPrice = Price.Parse("86000"),
        Replaces = new ProposalId(41),
    };

    private const int Frames = 2_000_000;
    private const int LengthMax = 200;
    private const int FrameHeaderBytes = 8;

    private static readonly byte[][] Templates =
        [Encoded(in Valid), EncodedCancel(), EncodedRefusal()];

    private static readonly ulong[] Edges =
        [0, 1, 2, 3, 80, 1_000_000, 1_000_001, int.MaxValue, 0x8000_0000, uint.MaxValue, long.MaxValue, 1UL << 63, ulong.MaxValue];

    private readonly long[] _seen = new long[ushort.MaxValue + 1];
    private long _accepted;

    [Fact]
    public void PinsTheLayouts()
    {
        Assert.Equal((8, FrameHeader.Bytes), (Unsafe.SizeOf<FrameHeader>(), 8));
        Assert.Equal((80, ProposalFrame.Bytes), (Unsafe.SizeOf<ProposalFrame>(), 80));
        Assert.Equal((32, CancelFrame.Bytes), (Unsafe.SizeOf<CancelFrame>(), 32));
        Assert.Equal((80, RefusalFrame.Bytes), (Unsafe.SizeOf<RefusalFrame>(), 80));
        Assert.Equal((80, 32, 80), (FrameWriter.ProposalBytes, FrameWriter.CancelBytes, FrameWriter.RefusalBytes));
        AssertOffsets<FrameHeader>([0, 2, 3, 4, 6], "Magic", "Version", "Type", "Length", "Flags");
        AssertOffsets<ProposalFrame>(
            [0, 8, 16, 20, 24, 25, 26, 27, 28, 32, 40, 48, 56, 64, 72],
            "Header", "ProposalId", "Strategy", "Instrument", "Side", "OrderType", "TimeInForce", "Reserved", "ConfidencePpm",
            "Quantity", "LimitPrice", "CreatedAtNanos", "ExpiresAtNanos", "StopPrice", "Replaces");
        AssertOffsets<CancelFrame>([0, 8, 16, 20, 24], "Header", "ProposalId", "Strategy", "Reserved", "Reserved2");
        AssertOffsets<RefusalFrame>(
            [0, 8, 10, 11, 12, 16, 24, 40],
            "Header", "Code", "FieldLength", "Reserved", "Reserved2", "BodyBytes", "BodyHash", "Field");
    }

    [Fact]
    public void ReadsBackWhatTheWriterWrote()
    {
        Span<byte> frame = stackalloc byte[FrameWriter.ProposalBytes];
        FrameWriter.Write(in Valid, frame);

        Assert.Equal(ReasonCode.None, FrameReader.ReadType(frame, out var type, out _, out _));
        Assert.Equal(FrameType.Proposal, type);
        Assert.Equal(ReasonCode.None, FrameReader.ReadProposal(frame, out var proposal));
        Assert.Equal(Valid, proposal);
    }

    [Fact]
    public void ReadsBackACancelRequest()
    {
        var request = new CancelRequest(new StrategyId(7), new ProposalId(ulong.MaxValue));
        Span<byte> frame = stackalloc byte[FrameWriter.CancelBytes];
        FrameWriter.Write(in request, frame);

        Assert.Equal(ReasonCode.None, FrameReader.ReadType(frame, out var type, out _, out _));
        Assert.Equal(FrameType.Cancel, type);
        Assert.Equal(ReasonCode.None, FrameReader.ReadCancel(frame, out var read));
        Assert.Equal(request, read);
    }

    [Theory]
    [InlineData(0, 2, 0x5842, ReasonCode.FrameMagic)]
    [InlineData(0, 2, 0, ReasonCode.FrameMagic)]
    [InlineData(2, 1, 0, ReasonCode.FrameVersion)]
    [InlineData(2, 1, 2, ReasonCode.FrameVersion)]
    [InlineData(3, 1, 0, ReasonCode.FrameType)]
    [InlineData(3, 1, 4, ReasonCode.FrameType)]
    [InlineData(3, 1, 255, ReasonCode.FrameType)]
    [InlineData(3, 1, 2, ReasonCode.FrameLength)]
    [InlineData(4, 2, 0, ReasonCode.FrameLength)]
    [InlineData(4, 2, 79, ReasonCode.FrameLength)]
    [InlineData(4, 2, 81, ReasonCode.FrameLength)]
    [InlineData(4, 2, 0xFFFF, ReasonCode.FrameLength)]
    [InlineData(6, 2, 0, ReasonCode.None)]
    [InlineData(6, 2, 3, ReasonCode.None)]
    [InlineData(6, 2, 4, ReasonCode.FrameFlags)]
    [InlineData(6, 2, 0x8001, ReasonCode.FrameFlags)]
    [InlineData(8, 8, 0, ReasonCode.ProposalIdInvalid)]
    [InlineData(8, 8, 1, ReasonCode.None)]
    [InlineData(8, 8, ulong.MaxValue, ReasonCode.None)]
    [InlineData(16, 4, 0, ReasonCode.None)]
    [InlineData(16, 4, uint.MaxValue, ReasonCode.None)]
    [InlineData(20, 4, 0x8000_0000, ReasonCode.None)]
    [InlineData(24, 1, 0, ReasonCode.SideInvalid)]
    [InlineData(24, 1, 2, ReasonCode.None)]
    [InlineData(24, 1, 3, ReasonCode.SideInvalid)]
    [InlineData(25, 1, 0, ReasonCode.OrderTypeInvalid)]
    [InlineData(25, 1, 3, ReasonCode.StopPriceInvalid)]
    [InlineData(25, 1, 4, ReasonCode.OrderTypeInvalid)]
    [InlineData(25, 1, 2, ReasonCode.CombinationInvalid)]
    [InlineData(26, 1, 0, ReasonCode.TimeInForceInvalid)]
    [InlineData(26, 1, 4, ReasonCode.None)]
    [InlineData(26, 1, 5, ReasonCode.TimeInForceInvalid)]
    [InlineData(27, 1, 1, ReasonCode.FrameReserved)]
    [InlineData(28, 4, 0, ReasonCode.None)]
    [InlineData(28, 4, 1_000_000, ReasonCode.None)]
    [InlineData(28, 4, 1_000_001, ReasonCode.ConfidenceInvalid)]
    [InlineData(28, 4, int.MaxValue, ReasonCode.ConfidenceInvalid)]
    [InlineData(28, 4, 0x8000_0000, ReasonCode.ConfidenceInvalid)]
    [InlineData(28, 4, uint.MaxValue, ReasonCode.ConfidenceInvalid)]
    [InlineData(32, 8, 0, ReasonCode.QuantityInvalid)]
    [InlineData(32, 8, 1, ReasonCode.None)]
    [InlineData(32, 8, long.MaxValue, ReasonCode.None)]
    [InlineData(32, 8, 0x8000_0000_0000_0000, ReasonCode.QuantityInvalid)]
    [InlineData(32, 8, ulong.MaxValue, ReasonCode.QuantityInvalid)]
    [InlineData(40, 8, 0, ReasonCode.PriceInvalid)]
    [InlineData(40, 8, 1, ReasonCode.None)]
    [InlineData(40, 8, long.MaxValue, ReasonCode.None)]
    [InlineData(40, 8, ulong.MaxValue, ReasonCode.PriceInvalid)]
    [InlineData(48, 8, 0, ReasonCode.CreatedAtInvalid)]
    [InlineData(48, 8, 1, ReasonCode.None)]
    [InlineData(48, 8, ulong.MaxValue, ReasonCode.CreatedAtInvalid)]
    [InlineData(56, 8, 0, ReasonCode.None)]
    [InlineData(56, 8, CreatedAt - 1, ReasonCode.ExpiryInvalid)]
    [InlineData(56, 8, CreatedAt, ReasonCode.ExpiryInvalid)]
    [InlineData(56, 8, CreatedAt + 1, ReasonCode.None)]
    [InlineData(56, 8, long.MaxValue, ReasonCode.None)]
    [InlineData(56, 8, ulong.MaxValue, ReasonCode.ExpiryInvalid)]
    [InlineData(64, 8, 0, ReasonCode.None)]
    [InlineData(64, 8, 1, ReasonCode.None)]
    [InlineData(64, 8, long.MaxValue, ReasonCode.None)]
    [InlineData(64, 8, ulong.MaxValue, ReasonCode.StopPriceInvalid)]
    [InlineData(72, 8, 0, ReasonCode.None)]
    [InlineData(72, 8, ulong.MaxValue, ReasonCode.None)]
    public void JudgesEachFieldAtItsEdges(int offset, int bytes, ulong value, ReasonCode reason) =>
        Assert.Equal(reason, Judge(Patched(Encoded(in Valid), offset, bytes, value)));

    [Theory]
    [InlineData(TimeInForce.Gtc, 0, ReasonCode.CombinationInvalid)]
    [InlineData(TimeInForce.PostOnly, 0, ReasonCode.CombinationInvalid)]
    [InlineData(TimeInForce.Ioc, 0, ReasonCode.None)]
    [InlineData(TimeInForce.Fok, 0, ReasonCode.None)]
    [InlineData(TimeInForce.Ioc, 1, ReasonCode.PriceInvalid)]
    [InlineData(TimeInForce.Fok, -1, ReasonCode.PriceInvalid)]
    public void JudgesAMarketOrder(TimeInForce timeInForce, long price, ReasonCode reason)
    {
        var market = Valid with { Type = OrderType.Market, TimeInForce = timeInForce, LimitPrice = Price.FromUnits(price) };

        Assert.Equal(reason, Judge(Encoded(in market)));
    }

    [Theory]
    [InlineData(TimeInForce.Gtc, 1, 0, ReasonCode.None)]
    [InlineData(TimeInForce.Ioc, 1, 0, ReasonCode.CombinationInvalid)]
    [InlineData(TimeInForce.Fok, 1, 0, ReasonCode.CombinationInvalid)]
    [InlineData(TimeInForce.PostOnly, 1, 0, ReasonCode.CombinationInvalid)]
    [InlineData(TimeInForce.Gtc, 0, 0, ReasonCode.PriceInvalid)]
    [InlineData(TimeInForce.Gtc, -1, 0, ReasonCode.PriceInvalid)]
    [InlineData(TimeInForce.Gtc, 1, 1, ReasonCode.StopPriceInvalid)]
    [InlineData(TimeInForce.Gtc, 1, -1, ReasonCode.StopPriceInvalid)]
    public void JudgesAStop(TimeInForce timeInForce, long trigger, long stop, ReasonCode reason)
    {
        var order = Valid with
        {
            Type = OrderType.StopMarket, TimeInForce = timeInForce, LimitPrice = Price.FromUnits(trigger), StopPrice = Price.FromUnits(stop),
        };

        Assert.Equal(reason, Judge(Encoded(in order)));
    }

    [Theory]
    [InlineData(6, 2, 1, ReasonCode.FrameFlags)]
    [InlineData(8, 8, 0, ReasonCode.ProposalIdInvalid)]
    [InlineData(8, 8, ulong.MaxValue, ReasonCode.None)]
    [InlineData(16, 4, uint.MaxValue, ReasonCode.None)]
    [InlineData(20, 4, 1, ReasonCode.FrameReserved)]
    [InlineData(24, 8, 1, ReasonCode.FrameReserved)]
    [InlineData(4, 2, 31, ReasonCode.FrameLength)]
    public void JudgesEachFieldOfACancelRequest(int offset, int bytes, ulong value, ReasonCode reason)
    {
        var frame = new byte[FrameWriter.CancelBytes];
        FrameWriter.Write(new CancelRequest(new StrategyId(1), new ProposalId(1)), frame);

        Assert.Equal(reason, Judge(Patched(frame, offset, bytes, value)));
    }

    [Theory]
    [InlineData(0, ReasonCode.FrameType)]
    [InlineData(129, ReasonCode.FrameType)]
    [InlineData(130, ReasonCode.JsonMalformed)]
    [InlineData(140, ReasonCode.ValueUnknown)]
    [InlineData(141, ReasonCode.FrameType)]
    [InlineData(0xFFFF, ReasonCode.FrameType)]
    public void ReadsTheCauseOfARefusal(int code, ReasonCode reason)
    {
        var frame = new byte[FrameWriter.RefusalBytes];
        FrameWriter.Write(new EdgeRefusal { Code = ReasonCode.JsonMalformed }, frame);

        Assert.Equal(reason, Judge(Patched(frame, 8, 2, (ulong)code)));
    }

    [Fact]
    public void WritesARefusalAndCutsWhatIsTooLong()
    {
        var frame = new byte[FrameWriter.RefusalBytes];
        var field = new byte[41];
        var hash = new byte[32];
        field.AsSpan().Fill((byte)'f');
        hash.AsSpan().Fill(0xAB);

        FrameWriter.Write(new EdgeRefusal { Code = ReasonCode.FieldUnknown, Field = field, BodyBytes = 9, BodyHash = hash }, frame);

        Assert.Equal(ReasonCode.FieldUnknown, Judge(frame));
        Assert.Equal([131, 0, 40, 0, 0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 0, 0], frame[8..24]);
        Assert.Equal(hash[..16], frame[24..40]);
        Assert.Equal(field[..40], frame[40..]);
    }

    [Fact]
    public void RefusesEveryOtherLengthWithTheFiguresBehindIt()
    {
        foreach (var whole in new[] { Encoded(in Valid), EncodedCancel(), EncodedRefusal() })
        {
            for (var length = 0; length <= 200; length++)
            {
                var frame = new byte[length];
                whole.AsSpan(0, Math.Min(length, whole.Length)).CopyTo(frame);
                var reason = FrameReader.ReadType(frame, out var type, out var observed, out var expected);

                Assert.Equal(length == whole.Length ? ReasonCode.None : ReasonCode.FrameLength, reason);
                Assert.Equal(length, observed);
                Assert.Equal(length < 8 ? 8 : whole.Length, expected);
                Assert.Equal(length == whole.Length ? whole[3] : 0, (int)type);
            }
        }
    }

    [Fact]
    public void TellsTheLengthFieldThatDisagrees()
    {
        var reason = FrameReader.ReadType(Patched(Encoded(in Valid), 4, 2, 79), out _, out var observed, out var expected);

        Assert.Equal((ReasonCode.FrameLength, 79L, 80L), (reason, observed, expected));
    }

    [Fact]
    public void TellsTheFirstReasonInTheOrderOfThePage()
    {
        var frame = new byte[FrameWriter.ProposalBytes];
        frame.AsSpan().Fill(0xFF);
        (int Offset, int Bytes, ulong Value, ReasonCode Reason)[] repairs =
        [
            (0, 2, 0x5843, ReasonCode.FrameMagic),
            (2, 1, 1, ReasonCode.FrameVersion),
            (3, 1, 1, ReasonCode.FrameType),
            (4, 2, 80, ReasonCode.FrameLength),
            (6, 2, 0, ReasonCode.FrameFlags),
            (27, 1, 0, ReasonCode.FrameReserved),
            (8, 8, 0, ReasonCode.SideInvalid),
            (8, 8, 1, ReasonCode.ProposalIdInvalid),
            (24, 1, 1, ReasonCode.SideInvalid),
            (25, 1, 2, ReasonCode.OrderTypeInvalid),
            (26, 1, 1, ReasonCode.TimeInForceInvalid),
            (26, 1, 2, ReasonCode.CombinationInvalid),
            (32, 8, 1, ReasonCode.QuantityInvalid),
            (40, 8, 0, ReasonCode.PriceInvalid),
            (64, 8, 0, ReasonCode.StopPriceInvalid),
            (28, 4, 0, ReasonCode.ConfidenceInvalid),
            (48, 8, 2, ReasonCode.CreatedAtInvalid),
            (56, 8, 3, ReasonCode.ExpiryInvalid),
        ];

        foreach (var (offset, bytes, value, reason) in repairs)
        {
            Assert.Equal(reason, Judge(frame));
            frame = Patched(frame, offset, bytes, value);
        }

        Assert.Equal(ReasonCode.None, Judge(frame));
    }

    [Fact]
    public void NeverThrowsAllocatesOrReadsPastTheEnd()
    {
        var seed = Environment.GetEnvironmentVariable("CHRONOS_FUZZ_SEED") is { } text ? int.Parse(text) : Environment.TickCount;
        output.WriteLine($"seed {seed} (set CHRONOS_FUZZ_SEED to repeat)");
        var random = new Random(seed);
        using var page = new GuardedPage();
        Run(random, page, 20_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Run(random, page, Frames);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        output.WriteLine($"{_accepted} of {Frames + 20_000} frames accepted");
        AssertEveryReasonWasSeen();
    }

    private void Run(Random random, GuardedPage page, int frames)
    {
        for (var i = 0; i < frames; i++)
        {
            var frame = NextFrame(random, page);
            var reason = Judge(frame);
            _seen[(int)reason]++;
            if (reason == ReasonCode.None)
            {
                _accepted++;
                RequireSameBytes(frame, page.Last(LengthMax)[..FrameWriter.ProposalBytes]);
            }
        }
    }

    private static Span<byte> NextFrame(Random random, GuardedPage page)
    {
        var kind = random.Next(4);
        var template = Templates[random.Next(Templates.Length)];
        var frame = page.Last(kind < 2 ? random.Next(LengthMax + 1) : template.Length);
        random.NextBytes(frame);
        if (kind > 0)
        {
            var kept = Math.Min(frame.Length, kind == 1 ? FrameHeaderBytes : template.Length);
            template.AsSpan(0, kept).CopyTo(frame);
        }

        for (var mutations = kind < 2 ? 0 : random.Next(4); mutations > 0; mutations--)
        {
            Mutate(random, frame);
        }


        return frame;
    }

    private static void Mutate(Random random, Span<byte> frame)
    {
        var at = random.Next(frame.Length);
        switch (random.Next(4))
        {
            case 0:
                frame[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                frame[at] = (byte)random.Next(6);
                break;
            case 2 when at % 8 is 0 or 4:
                BinaryPrimitives.WriteUInt32LittleEndian(frame[(at & ~3)..], (uint)Edges[random.Next(Edges.Length)]);
                break;
            case 3:
                BinaryPrimitives.WriteUInt64LittleEndian(frame[(at & ~7)..], Edges[random.Next(Edges.Length)]);
                break;
            default:
                frame[at] = (byte)random.Next(256);
                break;
        }
    }

    /// <summary>An accepted frame has one meaning and that meaning one frame.</summary>
    private static void RequireSameBytes(ReadOnlySpan<byte> frame, Span<byte> again)
    {
        FrameReader.ReadType(frame, out var type, out _, out _);
        if (type == FrameType.Proposal)
        {
            FrameReader.ReadProposal(frame, out var proposal);
            FrameWriter.Write(in proposal, again);
        }
        else
        {
            FrameReader.ReadCancel(frame, out var request);
            FrameWriter.Write(in request, again);
        }

        if (!frame.SequenceEqual(again[..frame.Length]))
        {
            throw new InvalidOperationException($"accepted but written differently: {Convert.ToHexString(frame)}");
        }
    }

    private void AssertEveryReasonWasSeen()
    {
        for (var code = 101; code <= 120; code++)
        {
            if (code is not (107 or 108 or 119))
            {
                Assert.True(_seen[code] > 0, $"no frame was refused with {(ReasonCode)code}");
            }
        }

        Assert.True(_accepted > 0);
    }

    [Fact]
    public void EncodesTheWorkedExampleOfThePage()
    {
        var page = RepositoryFiles.Text("docs/frame.md");
        using var json = JsonDocument.Parse(BlockOf(page, "json"));
        var hex = BlockOf(page, "hex").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l[..23].Replace(" ", ""));
        var frame = Convert.FromHexString(string.Concat(hex));

        Assert.Equal(frame, Encoded(ProposalOf(json.RootElement)));
        Assert.Equal(ReasonCode.None, Judge(frame));
    }

    [Fact]
    public void FindsEveryReasonOfDecodingOnThePage()
    {
        var page = RepositoryFiles.Text("docs/frame.md");

        Assert.All(
            Enum.GetValues<ReasonCode>().Where(c => c is >= ReasonCode.FrameLength and <= ReasonCode.ValueUnknown),
            c => Assert.Matches($@"\b{(int)c} (\| )?{c}\b", page));
    }

    private static string BlockOf(string page, string language)
    {
        var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return page[start..page.IndexOf("```", start, StringComparison.Ordinal)];
    }

    private static Proposal ProposalOf(JsonElement json)
    {
        var policy = PolicyFile.Read(RepositoryFiles.PathOf("samples/policy.json"));
        return new Proposal
        {
            Strategy = policy.StrategyNamed(json.GetProperty("strategy").GetString()!),
            Id = new ProposalId(ulong.Parse(json.GetProperty("proposalId").GetString()!)),
            Instrument = policy.InstrumentNamed(json.GetProperty("instrument").GetString()!),
            Side = Enum.Parse<OrderSide>(json.GetProperty("side").GetString()!),
            Type = Enum.Parse<OrderType>(json.GetProperty("type").GetString()!),
            TimeInForce = Enum.Parse<TimeInForce>(json.GetProperty("timeInForce").GetString()!),
            Flags = json.GetProperty("allowResize").GetBoolean() ? ProposalFlags.AllowResize : ProposalFlags.None,
            ConfidencePpm = (int)(decimal.Parse(json.GetProperty("confidence").GetString()!) * 1_000_000),
            Quantity = Quantity.Parse(json.GetProperty("quantity").GetString()!),
            LimitPrice = Price.Parse(json.GetProperty("limitPrice").GetString()!),
            CreatedAtNanos = NanosOf(json.GetProperty("createdAt")),
            ExpiresAtNanos = NanosOf(json.GetProperty("expiresAt")),
        };
    }

    private static long NanosOf(JsonElement time) => (time.GetDateTimeOffset() - DateTimeOffset.UnixEpoch).Ticks * 100;

    private static byte[] Encoded(in Proposal proposal)
    {
        var frame = new byte[FrameWriter.ProposalBytes];
        FrameWriter.Write(in proposal, frame);
        return frame;
    }

    private static byte[] EncodedCancel()
    {
        var frame = new byte[FrameWriter.CancelBytes];
        FrameWriter.Write(new CancelRequest(new StrategyId(1), new ProposalId(42)), frame);
        return frame;
    }

    private static byte[] EncodedRefusal()
    {
        var frame = new byte[FrameWriter.RefusalBytes];
        FrameWriter.Write(new EdgeRefusal { Code = ReasonCode.NumberOverflow, Field = "quantity"u8, BodyBytes = 120 }, frame);
        return frame;
    }

    /// <summary>What the reader says of any bytes. Allocates nothing.</summary>
    private static ReasonCode Judge(ReadOnlySpan<byte> frame)
    {
        var reason = FrameReader.ReadType(frame, out var type, out _, out _);
        return reason != ReasonCode.None ? reason : type switch
        {
            FrameType.Proposal => FrameReader.ReadProposal(frame, out _),
            FrameType.Cancel => FrameReader.ReadCancel(frame, out _),
            FrameType.Refusal => FrameReader.ReadRefusal(frame),
            _ => throw new InvalidOperationException("a type was accepted that has no reader"),
        };
    }

    private static byte[] Patched(byte[] frame, int offset, int bytes, ulong value)
    {
        Span<byte> all = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(all, value);
        all[..bytes].CopyTo(frame.AsSpan(offset));
        return frame;
    }

    private static void AssertOffsets<T>(int[] offsets, params string[] fields)
    {
        Assert.Equal(offsets, fields.Select(f => (int)Marshal.OffsetOf<T>(f)));
        Assert.Equal(fields.Length, typeof(T).GetFields().Count(f => !f.IsStatic));
    }

    /// <summary>A page of memory with an unreadable page behind it: a read past the end of a span at its end kills the process.</summary>
    private sealed unsafe partial class GuardedPage : IDisposable
    {
        private const int ProtNone = 0;
        private const int ProtReadWrite = 3;
        private const int MapPrivateAnonymous = 0x22;

        private readonly nint _address;
        private readonly int _pageBytes = Environment.SystemPageSize;

        public GuardedPage()
        {
            _address = Map(0, (nuint)_pageBytes * 2, ProtReadWrite, MapPrivateAnonymous, -1, 0);
            Assert.NotEqual(-1, _address);
            Assert.Equal(0, Protect(_address + _pageBytes, (nuint)_pageBytes, ProtNone));
        }

        /// <summary>The last bytes before the guard.</summary>
        public Span<byte> Last(int bytes) => new((byte*)_address + _pageBytes - bytes, bytes);

        public void Dispose() => Assert.Equal(0, Unmap(_address, (nuint)_pageBytes * 2));

        [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
        private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

        [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
        private static partial int Protect(nint address, nuint length, int protection);

        [LibraryImport("libc", EntryPoint = "munmap")]
        private static partial int Unmap(nint address, nuint length);
    }
}
