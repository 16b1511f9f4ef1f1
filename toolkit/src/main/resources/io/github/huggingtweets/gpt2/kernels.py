# GPT-2 forwards and backwards, in the form in which TorchScript stores its source.
#
# B batch, T tokens, N = B T rows, C hidden size, H heads, S size of a head, M = B H, I inner size, V vocabulary.
# weights: word embeddings (V, C), position embeddings (T_max, C), twelve of each layer, weight and bias of the last normalization
# (C), and the output weights (V, C) unless they are the word embeddings. gradients: the same, empty for what does not learn.
# half: whether matrices are multiplied in bfloat16 (15) instead of float32 (6); all else is float32.
class Kernels(Module):
  __parameters__ = []
  __buffers__ = []

  # ------------------------------------------------------------------------------------------------------------ linear

  # x (N, C_in), weight (C_in, C_out), bias (C_out) -> (N, C_out)
  def linear(self: __torch__.Kernels, x: Tensor, at: int, weights: List[Tensor], half: bool) -> Tensor:
    if half:
      y = torch.to(torch.addmm(weights[at + 1].to(15), x.to(15), weights[at].to(15)), 6)
    else:
      y = torch.addmm(weights[at + 1], x, weights[at])
    return y

  # x (N, J), y (J, K) -> (N, K)
  def product(self: __torch__.Kernels, x: Tensor, y: Tensor, half: bool) -> Tensor:
    if half:
      z = torch.mm(x.to(15), y.to(15)).to(6)
    else:
      z = torch.mm(x, y)
    return z

  # gradient += part; what was in it is forgotten if this is the first
  def add(self: __torch__.Kernels, gradient: Tensor, part: Tensor, first: bool) -> NoneType:
    if first:
      gradient.copy_(part)
    else:
      gradient.add_(part)

  # gradient (J, K) += scale x' (J, N) y (N, K)
  def add_product(self: __torch__.Kernels, gradient: Tensor, x: Tensor, y: Tensor, scale: float, first: bool, half: bool) -> NoneType:
    if half:
      (self).add(gradient, torch.mm(x.to(15).t(), y.to(15)).to(6).mul_(scale), first)
    else:
      beta = 1.
      if first:
        beta = 0.
      torch.addmm(gradient, x.t(), y, beta=beta, alpha=scale, out=gradient)

  # the gradients of a linear part from that of its result, dy (N, C_out); -> the gradient of x (N, C_in)
  def linear_backward(self: __torch__.Kernels, dy: Tensor, x: Tensor, at: int, weights: List[Tensor], gradients: List[Tensor], first: bool, half: bool) -> Tensor:
    if gradients[at].numel() > 0:
      (self).add_product(gradients[at], x, dy, 1., first, half)
      (self).add(gradients[at + 1], torch.sum(dy, [0]), first)
    return (self).product(dy, weights[at].t(), half)

  # ----------------------------------------------------------------------------------------------------- normalization

  # x (N, C) -> (N, C), and the means and inverse deviations of the rows
  def norm(self: __torch__.Kernels, x: Tensor, at: int, weights: List[Tensor], epsilon: float) -> Tuple[Tensor, Tensor, Tensor]:
    return torch.native_layer_norm(x, [x.size(1)], weights[at], weights[at + 1], epsilon)

  # the gradients of a normalization; -> the gradient of x
  def norm_backward(self: __torch__.Kernels, dy: Tensor, x: Tensor, mean: Tensor, inverse: Tensor, at: int, weights: List[Tensor], gradients: List[Tensor], first: bool) -> Tensor:
    learns = gradients[at].numel() > 0
    dx, dw, db = torch.native_layer_norm_backward(dy, x, [x.size(1)], mean, inverse, weights[at], weights[at + 1], [True, learns, learns])
    if learns:
      (self).add(gradients[at], dw, first)
      (self).add(gradients[at + 1], db, first)
    return dx

  # ----------------------------------------------------------------------------------------------------------- dropout

  # a probability as 16 random bits can hit it
  def rounded(self: __torch__.Kernels, probability: float) -> float:
    return float(int(probability * 65536. + 0.5)) / 65536.

  # (count) numbers, each of which is negative with a rounded probability
  def draws(self: __torch__.Kernels, count: int, probability: float, like: Tensor) -> Tensor:
    bits = torch.empty([(count + 3) // 4], dtype=4, device=like.device)
    bits.random_(-9223372036854775807 - 1, None)
    quarters = torch.empty([0], dtype=2, device=like.device).set_(bits, 0, [count], [1])
    return quarters.to(6).add_(32768.5 - probability * 65536.)

  # x (N, C) with some elements set to zero in place, but not yet scaled; -> which were kept, of no size without dropout
  def drop_(self: __torch__.Kernels, x: Tensor, probability: float) -> Tensor:
    if probability > 0.:
      kept = torch.gt((self).draws(x.numel(), probability, x), 0.).view(x.size())
      x.mul_(kept)
    else:
      kept = torch.empty([0], dtype=11, device=x.device)
    return kept

  # the gradient of what drop_ was given, scaled
  def drop_backward(self: __torch__.Kernels, dy: Tensor, kept: Tensor, scale: float) -> Tensor:
    if kept.numel() > 0:
      dx = torch.mul(dy, kept).mul_(scale)
    else:
      dx = dy
    return dx

  # x with dropout
  def dropped(self: __torch__.Kernels, x: Tensor, probability: float) -> Tensor:
    y = x.clone()
    kept = (self).drop_(y, (self).rounded(probability))
    return y.mul_(1. / (1. - (self).rounded(probability)))

  # --------------------------------------------------------------------------------------------------------- attention

  # (N, 3 C) -> queries over the root of their size, keys and values (3, M, T, S)
  def heads(self: __torch__.Kernels, x: Tensor, batch: int, heads: int) -> Tensor:
    size = x.size(1) // (3 * heads)
    split = x.view([batch, -1, 3, heads, size]).permute([2, 0, 3, 1, 4]).contiguous().view([3, batch * heads, -1, size])
    split.select(0, 0).mul_(1. / torch.sqrt(float(size)))
    return split

  # (M, T, S) -> (N, C)
  def side_by_side(self: __torch__.Kernels, x: Tensor, batch: int) -> Tensor:
    y = x.view([batch, -1, x.size(1), x.size(2)]).transpose(1, 2)
    return y.reshape([batch * x.size(1), -1])

  # the number of queries whose attention is computed at once; what lies right of them is never computed
  def strip(self: __torch__.Kernels, x: Tensor) -> int:
    rows = 128
    if x.is_cuda:
      rows = 1024
    return rows

  # whether PyTorch's own kernel computes the attention, which keeps no attention weights; it drops none of them, and the one for
  # CUDA adds up in no fixed order
  def fused(self: __torch__.Kernels, x: Tensor, dropout: float, half: bool) -> bool:
    return not (x.is_cuda or dropout > 0. or half)

  # causal attention over queries, keys and values (3, M, T, S) -> (M, T, S). On the stack are put the logarithms of the sums of
  # the softmax, or else the attention weights strip by strip; those that were dropped are negative.
  def attention(self: __torch__.Kernels, qkv: Tensor, dropout: float, half: bool, stack: List[Tensor]) -> Tensor:
    if (self).fused(qkv, dropout, half):
      q, k, v = torch.unbind(qkv.unsqueeze(1))
      y, sums = torch._scaled_dot_product_flash_attention_for_cpu(q, k, v, 0., True, scale=1.)
      stack.append(sums)
      attended = y.squeeze(0)
    else:
      attended = (self).attention_by_strips(qkv, dropout, half, stack)
    return attended

  def attention_by_strips(self: __torch__.Kernels, qkv: Tensor, dropout: float, half: bool, stack: List[Tensor]) -> Tensor:
    q, k, v = torch.unbind(qkv)
    y = torch.empty_like(q)
    for start in range(0, q.size(1), (self).strip(q)):
      end = min(start + (self).strip(q), q.size(1))
      rows = end - start
      if half:
        p = torch.bmm(q[:, start:end].to(15), k[:, :end].to(15).transpose(1, 2)).to(6)
      else:
        p = torch.bmm(q[:, start:end], k[:, :end].transpose(1, 2))
      p[:, :, start:].add_(torch.full([rows, rows], -inf, device=q.device).triu_(1))
      torch._softmax(p, -1, False, out=p)
      kept = p
      if dropout > 0.:
        torch.copysign(p, (self).draws(p.numel(), dropout, p).view(p.size()), out=p)
        kept = torch.relu(p)
      if half:
        y[:, start:end] = torch.bmm(kept.to(15), v[:, :end].to(15)).to(6)
      else:
        y[:, start:end] = torch.bmm(kept, v[:, :end])
      stack.append(p)
    return y.mul_(1. / (1. - dropout))

  # causal attention over queries, keys and values (3, M, T, S) -> (M, T, S)
  def attended(self: __torch__.Kernels, qkv: Tensor, dropout: float) -> Tensor:
    return (self).attention(qkv, (self).rounded(dropout), False, annotate(List[Tensor], []))

  # takes off the stack what attention put there; -> the gradient of queries, keys and values from that of y
  def attention_backward(self: __torch__.Kernels, dy: Tensor, y: Tensor, qkv: Tensor, dropout: float, half: bool, stack: List[Tensor]) -> Tensor:
    if (self).fused(qkv, dropout, half):
      q, k, v = torch.unbind(qkv.unsqueeze(1))
      dq, dk, dv = torch._scaled_dot_product_flash_attention_for_cpu_backward(dy.unsqueeze(0), q, k, v, y.unsqueeze(0), stack.pop(), 0., True, scale=1.)
      dq.mul_(1. / torch.sqrt(float(qkv.size(3))))
      gradient = torch.cat([dq, dk, dv])
    else:
      gradient = (self).attention_by_strips_backward(dy, y, qkv, dropout, half, stack)
    return gradient

  def attention_by_strips_backward(self: __torch__.Kernels, dy: Tensor, y: Tensor, qkv: Tensor, dropout: float, half: bool, stack: List[Tensor]) -> Tensor:
    type = 6
    if half:
      type = 15
    q, k, v = torch.unbind(qkv)
    gradient = torch.zeros_like(qkv)
    dq, dk, dv = torch.unbind(gradient)
    common = torch.sum(dy * y, [2], True)
    dy = dy * (1. / (1. - dropout))
    strips = (q.size(1) + (self).strip(q) - 1) // (self).strip(q)
    for i in range(strips):
      start = (strips - 1 - i) * (self).strip(q)
      end = min(start + (self).strip(q), q.size(1))
      p = stack.pop()
      kept = torch.relu(p)
      d = dy[:, start:end].to(type)
      dv[:, :end].add_(torch.bmm(kept.to(type).transpose(1, 2), d))
      dp = torch.bmm(d, v[:, :end].to(type).transpose(1, 2)).to(6)
      dp.mul_(kept).addcmul_(p.abs_(), common[:, start:end], value=-1.)
      ds = dp.to(type)
      dq[:, start:end] = torch.bmm(ds, k[:, :end].to(type))
      dk[:, :end].add_(torch.bmm(ds.transpose(1, 2), q[:, start:end].to(type)))
    dq.mul_(1. / torch.sqrt(float(q.size(2))))
    return gradient

  # ------------------------------------------------------------------------------------------------------------- layer

  # x (N, C) -> (N, C); what the way back needs is put on the stack
  def layer(self: __torch__.Kernels, x: Tensor, batch: int, heads: int, at: int, weights: List[Tensor], epsilon: float, attention_dropout: float, residual_dropout: float, half: bool, stack: List[Tensor]) -> Tensor:
    scale = 1. / (1. - residual_dropout)
    normal, mean, inverse = (self).norm(x, at, weights, epsilon)
    qkv = (self).heads((self).linear(normal, at + 2, weights, half), batch, heads)
    y = (self).attention(qkv, attention_dropout, half, stack)
    joined = (self).side_by_side(y, batch)
    out = (self).linear(joined, at + 4, weights, half)
    kept = (self).drop_(out, residual_dropout)
    between = torch.add(x, out, alpha=scale)
    stack.extend([x, mean, inverse, normal, qkv, y, joined, kept])
    normal, mean, inverse = (self).norm(between, at + 6, weights, epsilon)
    inner = (self).linear(normal, at + 8, weights, half)
    active = torch.gelu(inner, approximate="tanh")
    out = (self).linear(active, at + 10, weights, half)
    kept = (self).drop_(out, residual_dropout)
    stack.extend([between, mean, inverse, normal, inner, active, kept])
    return torch.add(between, out, alpha=scale)

  # takes what layer put on the stack; -> the gradient of x from that of the result
  def layer_backward(self: __torch__.Kernels, dx: Tensor, batch: int, heads: int, at: int, weights: List[Tensor], gradients: List[Tensor], attention_dropout: float, residual_dropout: float, first: bool, half: bool, stack: List[Tensor]) -> Tensor:
    scale = 1. / (1. - residual_dropout)
    d = (self).drop_backward(dx, stack.pop(), scale)
    d = (self).linear_backward(d, stack.pop(), at + 10, weights, gradients, first, half)
    d = torch.gelu_backward(d, stack.pop(), approximate="tanh")
    d = (self).linear_backward(d, stack.pop(), at + 8, weights, gradients, first, half)
    inverse = stack.pop()
    mean = stack.pop()
    dx = torch.add((self).norm_backward(d, stack.pop(), mean, inverse, at + 6, weights, gradients, first), dx)
    d = (self).drop_backward(dx, stack.pop(), scale)
    d = (self).linear_backward(d, stack.pop(), at + 4, weights, gradients, first, half)
    y = stack.pop()
    qkv = stack.pop()
    normal = stack.pop()
    inverse = stack.pop()
    mean = stack.pop()
    x = stack.pop()
    size = y.size(2)
    d = d.view([batch, -1, heads, size]).transpose(1, 2).reshape([batch * heads, -1, size])
    d = (self).attention_backward(d, y, qkv, attention_dropout, half, stack)
    d = d.view([3, batch, heads, -1, size]).permute([1, 3, 0, 2, 4]).reshape([x.size(0), -1])
    d = (self).linear_backward(d, normal, at + 2, weights, gradients, first, half)
    return torch.add((self).norm_backward(d, x, mean, inverse, at, weights, gradients, first), dx)

  # -------------------------------------------------------------------------------------------------------------- loss

  # the losses of predicting the targets (R) from scores (R, V), which become probabilities
  def losses_(self: __torch__.Kernels, scores: Tensor, targets: Tensor) -> Tensor:
    right = scores.gather(1, targets).squeeze(1)
    highest = scores.amax([1])
    torch._softmax(scores, -1, False, out=scores)
    # the most likely word has e^0 over the sum
    return highest.sub_(scores.amax([1]).log_()).sub_(right)

  # the mean loss over the last hidden states x (N, C) and, from it, the gradient of x and that of the output weights
  def head(self: __torch__.Kernels, x: Tensor, tokens: Tensor, weight: Tensor, gradient: Tensor, share: float, learns: bool, first: bool, half: bool) -> Tuple[Tensor, Tensor]:
    batch = tokens.size(0)
    seen = x.view([batch, -1, x.size(1)])[:, :-1].reshape([-1, x.size(1)])
    targets = tokens[:, 1:].reshape([-1, 1])
    count = seen.size(0)
    buffer = torch.empty([min(count, 512), weight.size(0)], dtype=6, device=x.device)
    losses = torch.zeros([], dtype=6, device=x.device)
    d = torch.empty([0], dtype=6, device=x.device)
    if learns:
      d = torch.empty_like(seen)
    if half:
      weight = weight.to(15)
    for start in range(0, count, 512):
      end = min(start + 512, count)
      scores = buffer[:end - start]
      if half:
        scores.copy_(torch.mm(seen[start:end].to(15), weight.t()))
      else:
        torch.mm(seen[start:end], weight.t(), out=scores)
      losses.add_((self).losses_(scores, targets[start:end]).sum())
      if learns:
        scores.scatter_add_(1, targets[start:end], torch.full([end - start, 1], -1., device=x.device))
        d[start:end] = (self).product(scores, weight, half)
        if gradient.numel() > 0:
          (self).add_product(gradient, scores, seen[start:end], share / float(count), first and start == 0, half)
    if learns:
      whole = torch.zeros_like(x)
      whole.view([batch, -1, x.size(1)])[:, :-1] = d.mul_(share / float(count)).view([batch, -1, x.size(1)])
      d = whole
    return (losses.div_(float(count)), d)

  # tokens (B, T) -> the mean loss of predicting each token but the first from those before it. Adds its gradients, times share.
  def learn(self: __torch__.Kernels, tokens: Tensor, weights: List[Tensor], gradients: List[Tensor], heads: int, epsilon: float, dropouts: List[float], share: float, first: bool, half: bool) -> Tensor:
    batch = tokens.size(0)
    layers = (len(weights) - 4) // 12
    end = 2 + 12 * layers
    embedding = (self).rounded(dropouts[0])
    attention = (self).rounded(dropouts[1])
    residual = (self).rounded(dropouts[2])
    lowest = 0
    if gradients[0].numel() == 0:
      while lowest < layers and gradients[2 + 12 * lowest].numel() == 0:
        lowest = lowest + 1
    x = torch.add(torch.embedding(weights[0], tokens), weights[1][:tokens.size(1)]).view([-1, weights[0].size(1)])
    kept = (self).drop_(x, embedding)
    x.mul_(1. / (1. - embedding))
    stack = annotate(List[Tensor], [])
    for i in range(layers):
      x = (self).layer(x, batch, heads, 2 + 12 * i, weights, epsilon, attention, residual, half, stack)
      if i < lowest:
        stack.clear()
    normal, mean, inverse = (self).norm(x, end, weights, epsilon)
    loss, d = (self).head(normal, tokens, (self).output(weights), (self).output(gradients), share, True, first, half)
    d = (self).norm_backward(d, x, mean, inverse, end, weights, gradients, first)
    for j in range(layers - lowest):
      d = (self).layer_backward(d, batch, heads, 2 + 12 * (layers - 1 - j), weights, gradients, attention, residual, first, half, stack)
    if gradients[0].numel() > 0:
      if first and len(gradients) > end + 2:
        gradients[0].zero_()
      d = (self).drop_backward(d, kept, 1. / (1. - embedding))
      if d.is_cuda:
        # as below, but in one order of all sums, so that two runs are the same
        torch.index_put_(gradients[0], annotate(List[Optional[Tensor]], [tokens.view([-1])]), d, True)
      else:
        gradients[0].index_add_(0, tokens.view([-1]), d)
      if first:
        gradients[1].zero_()
      gradients[1][:tokens.size(1)].add_(d.view([batch, -1, d.size(1)]).sum([0]))
    return loss

  # tokens (B, T) -> the mean loss of predicting each token but the first from those before it
  def loss(self: __torch__.Kernels, tokens: Tensor, weights: List[Tensor], heads: int, epsilon: float) -> Tensor:
    x = (self).states(tokens, weights, heads, epsilon)
    none = torch.empty([0], device=tokens.device)
    loss, d = (self).head(x, tokens, (self).output(weights), none, 1., False, True, False)
    return loss

  # -------------------------------------------------------------------------------------------------------- generation

  # what so many rows are computed in: their hidden states, their queries, keys and values, and their inner states
  def space(self: __torch__.Kernels, rows: int, weights: List[Tensor]) -> List[Tensor]:
    x = torch.empty([rows, weights[0].size(1)], device=weights[0].device)
    qkv = torch.empty([rows, weights[4].size(1)], device=weights[0].device)
    return [x, qkv, torch.empty([rows, weights[10].size(1)], device=weights[0].device)]

  # tokens (B, T) -> the last hidden states (N, C). A cache (L, 2, at least B, H, T_max, S) holds the keys and values of so many
  # tokens before, and takes the new ones; with tokens before, T must be 1. Without a cache it is empty.
  def hidden(self: __torch__.Kernels, tokens: Tensor, weights: List[Tensor], heads: int, epsilon: float, cache: Tensor, past: int, space: List[Tensor]) -> Tensor:
    batch = tokens.size(0)
    rows = tokens.numel()
    end = past + tokens.size(1)
    size = weights[0].size(1) // heads
    layers = (len(weights) - 4) // 12
    x = space[0][:rows]
    qkv = space[1][:rows]
    inner = space[2][:rows]
    torch.index_select(weights[0], 0, tokens.reshape([-1]), out=x)
    x.view([batch, -1, x.size(1)]).add_(weights[1][past:end])
    for i in range(layers):
      at = 2 + 12 * i
      normal, mean, inverse = (self).norm(x, at, weights, epsilon)
      torch.addmm(weights[at + 3], normal, weights[at + 2], out=qkv)
      q, k, v = torch.unbind(qkv.view([batch, -1, 3, heads, size]).permute([2, 0, 3, 1, 4]))
      if cache.numel() > 0:
        held = cache[i, :, :batch, :, :end]
        held[0, :, :, past:].copy_(k)
        held[1, :, :, past:].copy_(v)
        k, v = torch.unbind(held)
      y = torch.scaled_dot_product_attention(q, k, v, None, 0., past == 0)
      x.addmm_(y.transpose(1, 2).reshape([rows, -1]), weights[at + 4]).add_(weights[at + 5])
      normal, mean, inverse = (self).norm(x, at + 6, weights, epsilon)
      torch.addmm(weights[at + 9], normal, weights[at + 8], out=inner)
      torch.gelu_(inner, approximate="tanh")
      x.addmm_(inner, weights[at + 10]).add_(weights[at + 11])
    normal, mean, inverse = (self).norm(x, 2 + 12 * layers, weights, epsilon)
    return normal

  # tokens (B, T) -> the last hidden states (N, C), without a cache
  def states(self: __torch__.Kernels, tokens: Tensor, weights: List[Tensor], heads: int, epsilon: float) -> Tensor:
    none = torch.empty([0], device=tokens.device)
    return (self).hidden(tokens, weights, heads, epsilon, none, 0, (self).space(tokens.numel(), weights))

  # the output weights (V, C)
  def output(self: __torch__.Kernels, weights: List[Tensor]) -> Tensor:
    at = 0
    if (len(weights) - 4) % 12 == 1:
      at = len(weights) - 1
    return weights[at]

  # tokens (B, T) -> the scores of the next token after each (B, T, V)
  def scores(self: __torch__.Kernels, tokens: Tensor, weights: List[Tensor], heads: int, epsilon: float) -> Tensor:
    x = (self).states(tokens, weights, heads, epsilon)
    return torch.linear(x, (self).output(weights)).view([tokens.size(0), tokens.size(1), -1])

  # tokens (at least B, T) -> the scores of the next token after the last (B, V), which are put into the first rows of those given.
  # The space is used where it has enough rows.
  def next(self: __torch__.Kernels, tokens: Tensor, weights: List[Tensor], heads: int, epsilon: float, cache: Tensor, past: int, batch: int, space: List[Tensor], scores: Tensor) -> Tensor:
    tokens = tokens[:batch]
    if tokens.numel() > space[0].size(0):
      space = (self).space(tokens.numel(), weights)
    x = (self).hidden(tokens, weights, heads, epsilon, cache, past, space).view([batch, tokens.size(1), -1])
    scores = scores[:batch]
    torch.mm(x[:, -1], (self).output(weights).t(), out=scores)
    return scores

  # copies the first tokens of the source sequences (R) of a cache over those of the sequences to (R)
  def move(self: __torch__.Kernels, cache: Tensor, to: Tensor, source: Tensor, length: int) -> Tensor:
    held = cache[:, :, :, :, :length]
    return held.index_copy_(2, to, held.index_select(2, source))

  # ---------------------------------------------------------------------------------------------------------- training

  # copies tensors into others of the same shapes, in place, from device to device if need be; gives the first of these
  def copy(self: __torch__.Kernels, sources: List[Tensor], targets: List[Tensor]) -> Tensor:
    torch._foreach_copy_(targets, sources)
    return targets[0]

  # scales the gradients so that the norm of them all is at most max_norm, and takes one step of AdamW in place; -> their norm
  def adamw(self: __torch__.Kernels, weights: List[Tensor], gradients: List[Tensor], means: List[Tensor], variances: List[Tensor], steps: List[Tensor], rate: float, beta1: float, beta2: float, epsilon: float, decay: float, max_norm: float) -> Tensor:
    norm = torch.linalg_vector_norm(torch.stack(torch._foreach_norm(gradients, 2.)), 2.)
    excess = torch.clamp(torch.div(torch.add(norm, 1e-6), max_norm), 1.)
    torch._foreach_add_(steps, 1.)
    torch._fused_adamw_(weights, gradients, means, variances, annotate(List[Tensor], []), steps, lr=rate, beta1=beta1, beta2=beta2, weight_decay=decay, eps=epsilon, amsgrad=False, maximize=False, grad_scale=excess)
    return norm

  # ----------------------------------------------------------------------------------------------------------- loading

  # the bytes of a file, mapped; what is written to them stays in memory
  def mapped(self: __torch__.Kernels, file: str, length: int) -> Tensor:
    return torch.from_file(file, False, length, dtype=0)

  # the float32 numbers in those bytes that begin at a multiple of four, without a copy; the mapping lasts as long as they do
  def numbers(self: __torch__.Kernels, bytes: Tensor, start: int, shape: List[int]) -> Tensor:
    strides = annotate(List[int], [])
    stride = 1
    for i in range(len(shape)):
      strides.insert(0, stride)
      stride = stride * shape[len(shape) - 1 - i]
    return torch.empty([0], dtype=6).set_(bytes, start // 4, shape, strides)
