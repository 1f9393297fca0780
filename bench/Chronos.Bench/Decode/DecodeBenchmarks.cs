using System.Buffers.Text;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Chronos.Core.Decode;
using Chronos.Core.Model;

namespace Chronos.Bench.Decode;

/// <summary>One proposal from its binary frame and from the JSON that says the same.</summary>
public class DecodeBenchmarks
{
    private readonly byte[] _frame = new byte[FrameWriter.ProposalBytes];
    private readonly byte[] _json =
        """
        {"proposalId":7,"strategy":0,"instrument":1,"side":1,"type":1,"timeInForce":1,"confidencePpm":800000,"quantity":"0.08","limitPrice":"4001","createdAtNanos":1767225600000000000}
        """u8.ToArray();

    public DecodeBenchmarks() => FrameWriter.Write(Workload.Proposal(15, 1_767_225_600_000_000_000), _frame);

    [Benchmark]
    public long Binary()
    {
        FrameReader.ReadType(_frame, out _, out _, out _);
        return FrameReader.ReadProposal(_frame, out var proposal) == ReasonCode.None ? proposal.Quantity.Units : throw new InvalidOperationException();
    }

    [Benchmark(Baseline = true)]
    public long Utf8Json()
    {
        var proposal = default(Proposal);
        var reader = new Utf8JsonReader(_json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            ReadField(ref reader, ref proposal);
        }

        return proposal.Quantity.Units;
    }

    private static void ReadField(ref Utf8JsonReader reader, ref Proposal proposal)
    {
        if (reader.ValueTextEquals("proposalId"u8))
        {
            reader.Read();
            proposal.Id = new ProposalId(reader.GetUInt64());
        }
        else if (reader.ValueTextEquals("strategy"u8))
        {
            reader.Read();
            proposal.Strategy = new StrategyId(reader.GetInt32());
        }
        else if (reader.ValueTextEquals("instrument"u8))
        {
            reader.Read();
            proposal.Instrument = new InstrumentId(reader.GetInt32());
        }
        else if (reader.ValueTextEquals("quantity"u8))
        {
            reader.Read();
            proposal.Quantity = Quantity.FromUnits(Units(reader.ValueSpan));
        }
        else if (reader.ValueTextEquals("limitPrice"u8))
        {
            reader.Read();
            proposal.LimitPrice = Price.FromUnits(Units(reader.ValueSpan));
        }
        else if (reader.ValueTextEquals("createdAtNanos"u8))
        {
            reader.Read();
            proposal.CreatedAtNanos = reader.GetInt64();
        }
        else
        {
            ReadSmallField(ref reader, ref proposal);
        }
    }

    private static void ReadSmallField(ref Utf8JsonReader reader, ref Proposal proposal)
    {
        if (reader.ValueTextEquals("side"u8))
        {
            reader.Read();
            proposal.Side = (OrderSide)reader.GetByte();
        }
        else if (reader.ValueTextEquals("type"u8))
        {
            reader.Read();
            proposal.Type = (OrderType)reader.GetByte();
        }
        else if (reader.ValueTextEquals("timeInForce"u8))
        {
            reader.Read();
            proposal.TimeInForce = (TimeInForce)reader.GetByte();
        }
        else
        {
            reader.Read();
            proposal.ConfidencePpm = reader.GetInt32();
        }
    }

    private static long Units(ReadOnlySpan<byte> text) => Utf8Parser.TryParse(text, out decimal value, out _)
        ? (long)(value * FixedPoint.Scale)
        : throw new FormatException();
}
