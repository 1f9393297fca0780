namespace Chronos.Weex.Wire;

/// <summary>Says what a reply means: status, envelope, content, and for orders whether the answer names our order.</summary>
internal static class WeexJudge
{
    /// <summary>The result of any call.</summary>
    /// <param name="reply">From the wire.</param>
    /// <param name="parse">Reads the content of a success.</param>
    /// <param name="placesOrder">True where an unknown outcome may be an order at the venue.</param>
    public static WeexResult<T> Judge<T>(in WeexReply reply, WeexParser<T> parse, bool placesOrder)
    {
        var result = new WeexResult<T>
        {
            Outcome = reply.WasWritten ? WeexOutcome.Unknown : WeexOutcome.NotWritten,
            Message = reply.Fault,
            HttpStatus = reply.HttpStatus,
            WasWritten = reply.WasWritten,
            RoundTripNanos = reply.RoundTripNanos,
        };
        if (reply.Body is null)
        {
            return result;
        }

        var envelope = ReadEnvelope(reply.Body, out var fault);
        result = result with
        {
            Outcome = WeexErrors.ClassifyAnswer(reply.HttpStatus, envelope, placesOrder),
            Code = envelope?.Code ?? 0,
            Message = envelope?.Message ?? fault,
        };
        return result.IsDone ? Parse(result, reply.Body, parse) : result;
    }

    /// <summary>The result of placing: done only when the answer names our client order id and gives the order's id.</summary>
    public static WeexResult<WeexPlaced> JudgePlaced(in WeexReply reply, string clientOrderId)
    {
        var result = Judge(reply, WeexAnswers.Placed, placesOrder: true);
        if (!result.IsDone)
        {
            return result;
        }

        if (Refusal(result) is { } refusal)
        {
            return refusal;
        }

        return result.Value!.ClientOrderId != clientOrderId
                ? result with { Outcome = WeexOutcome.Unknown, Message = "the answer names another client order id" }
            : result.Value.OrderId is null
                ? result with { Outcome = WeexOutcome.Unknown, Message = "the answer names no order id" }
            : result;
    }

    /// <summary>The result of canceling: done only when the answer names the order we asked to cancel.</summary>
    public static WeexResult<WeexPlaced> JudgeCanceled(in WeexReply reply, WeexOrderName name)
    {
        var result = Judge(reply, WeexAnswers.Placed, placesOrder: false);
        if (!result.IsDone)
        {
            return result;
        }

        if (Refusal(result) is { } refusal)
        {
            return refusal;
        }

        if (!name.IsNamedBy(result.Value!))
        {
            return result with { Outcome = WeexOutcome.Unknown, Message = "the answer names another order" };
        }

        // Spot says what the order has become; contracts say nothing here.
        return result.Value!.Status is "" or "CANCELED" or "CANCELING"
            ? result
            : result with
            {
                Outcome = WeexErrors.ClassifyRefusal(result.Value.ErrorCode, result.Value.ErrorMessage),
                Message = $"{result.Value.Status} {result.Value.ErrorMessage}",
            };
    }

    // A refusal inside HTTP 200; null when the answer holds none.
    private static WeexResult<WeexPlaced>? Refusal(in WeexResult<WeexPlaced> result)
    {
        var placed = result.Value!;
        var hasCode = WeexErrors.TryCode(placed.ErrorCode, out var code) && code is not (0 or 200);
        if (placed.Success ?? !hasCode)
        {
            return null;
        }

        return result with
        {
            Outcome = WeexErrors.ClassifyRefusal(placed.ErrorCode, placed.ErrorMessage),
            Code = code,
            Message = placed.ErrorMessage,
        };
    }

    private static WeexEnvelope? ReadEnvelope(ReadOnlySpan<byte> body, out string fault)
    {
        try
        {
            fault = "";
            return WeexEnvelope.Read(body);
        }
        catch (WeexFormatException e)
        {
            fault = e.Message;
            return null;
        }
    }

    private static WeexResult<T> Parse<T>(in WeexResult<T> result, ReadOnlySpan<byte> body, WeexParser<T> parse)
    {
        try
        {
            return result with { Value = parse(body) };
        }
        catch (WeexFormatException e)
        {
            return result with { Outcome = WeexOutcome.Unknown, Message = e.Message };
        }
    }
}
