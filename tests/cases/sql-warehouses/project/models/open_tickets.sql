select * from {{ source('desk', 'tickets') }} where state = 'open'
